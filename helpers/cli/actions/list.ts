import { resolve } from 'node:path';
import { CHECKS } from '../../scenarios/catalog.ts';
import { SuiteError } from '../../util/errors.ts';
import { loadCases } from '../../inputs/cases.ts';
import { planOf } from '../../scenarios/plan.ts';
import type { ListOptions } from '../commands/list.ts';
import type { Io } from '../io.ts';
import { jsonText } from '../../util/text/json-text.ts';

/**
 * The command `list`: the scenarios and, below each, the checks that judge it, with their mutants if that is asked for.
 *
 * @throws SuiteError `usage` if nothing matches
 */
export async function list({ json, mutants, only, cases }: ListOptions, io: Io): Promise<number> {
  const planned = planOf({
    cases: await loadCases(cases === undefined ? undefined : resolve(io.cwd, cases)),
    only,
    extended: cases === undefined,
  }).map(({ scenario: { name, mode }, checks }) => ({
    scenario: name,
    mode,
    checks: checks.map(({ id, level, clause, mutants: mutantsOf }) => ({
      id,
      level,
      clause,
      ...(mutants ? { mutants: Object.keys(mutantsOf()) } : {}),
    })),
  }));
  if (planned.length === 0) {
    throw new SuiteError('usage', `Nothing matches --only ${only.join(' --only ')}.`, {
      hint: 'List everything: codex-conformance list',
    });
  }
  if (json) {
    io.stdout(jsonText({ schema_version: 1, scenarios: planned }));
    return 0;
  }
  const width = Math.max(...CHECKS.map(({ id }) => id.length));
  const lines = planned.flatMap(({ scenario, checks }) => [
    scenario,
    ...checks.flatMap(({ id, level, clause, mutants: names = [] }) => [
      `  ${id.padEnd(width)}  ${level.padEnd(6)}  ${clause}`,
      ...names.map((name) => `    ${name}`),
    ]),
  ]);
  io.stdout(`${lines.join('\n')}\n`);
  return 0;
}

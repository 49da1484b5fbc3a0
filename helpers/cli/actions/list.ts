import { resolve } from 'node:path';
import { loadCases } from '../../inputs/cases.ts';
import { CHECKS } from '../../scenarios/catalog.ts';
import { matchedPlanOf, type PlannedScenario } from '../../scenarios/plan.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';
import { jsonText } from '../../util/text/json-text.ts';
import { plural } from '../../util/text/phrases.ts';
import { wrap } from '../../util/text/wrap.ts';
import type { ListOptions } from '../commands/list.ts';
import type { Io } from '../io.ts';

/** In a narrower terminal the last column of a table is not wrapped. */
const NARROWEST_COLUMN = 30;

/**
 * The command `list`: the scenarios with what each does, or the checks that judge them.
 *
 * @throws SuiteError `usage` for a pattern that matches nothing
 */
export async function list({ checks, json, mutants, only, cases }: ListOptions, io: Io): Promise<number> {
  const planned = matchedPlanOf({
    cases: await loadCases(cases === undefined ? undefined : resolve(io.cwd, cases)),
    only,
    extended: cases === undefined,
    thorough: true,
  });
  if (json) io.stdout(jsonText({ schema_version: 1, scenarios: planned.map((one) => jsonOf(one, mutants === true)) }));
  else io.stdout(checks || mutants ? checkTable(planned, mutants === true, io) : scenarioTable(planned, io));
  return 0;
}

function jsonOf({ scenario: { name, mode, about }, checks }: PlannedScenario, withMutants: boolean): unknown {
  return {
    scenario: name,
    mode,
    about: about ?? null,
    checks: checks.map(({ id, level, clause, mutants }) => ({
      id,
      level,
      clause,
      ...(withMutants ? { mutants: Object.keys(mutants()) } : {}),
    })),
  };
}

function scenarioTable(planned: readonly PlannedScenario[], io: Io): string {
  const rows = planned.map(({ scenario }) => [scenario.name, aboutOf(scenario)]);
  const end = `${plural(planned.length, 'scenario')}. To see their checks: codex-conformance list --checks\n`;
  return [...tableOf(rows, io), end].join('');
}

function aboutOf({ about, resumes, thorough = false }: Scenario): string {
  if (about !== undefined) return thorough ? `${about} Only with --thorough.` : about;
  return `A case: ${resumes ? 'two turns, the second in another process, with known replies' : 'one turn with a known reply'}.`;
}

function checkTable(planned: readonly PlannedScenario[], withMutants: boolean, io: Io): string {
  const judging = new Set(planned.flatMap((one) => one.checks));
  const checks = CHECKS.filter((check) => judging.has(check));
  const rows = tableOf(
    checks.map(({ id, level, clause }) => [id, level, clause]),
    io,
  );
  const blocks = checks.map(({ mutants }, index) => {
    const names = withMutants ? Object.keys(mutants()) : [];
    return `${rows[index]}${names.map((name) => `    ${name}\n`).join('')}`;
  });
  const end = `${plural(checks.length, 'check')}. To see all of one: codex-conformance explain CHECK\n`;
  return [...blocks, end].join('');
}

/** One text for each row, with its line feed. In a terminal the last column is wrapped; a pipe gets a line for each row. */
function tableOf(rows: readonly (readonly string[])[], { isTTY, columns }: Io): string[] {
  const escaped = rows.map((row) => row.map(escapeTerminal));
  const widths = (escaped[0] ?? []).slice(0, -1).map((_, at) => Math.max(...escaped.map((row) => row[at]!.length)));
  const indent = widths.reduce((sum, width) => sum + width + 2, 0);
  const isWrapped = isTTY && columns - indent >= NARROWEST_COLUMN;
  return escaped.map((row) => {
    const head = widths.map((width, at) => `${row[at]!.padEnd(width)}  `).join('');
    const text = row.at(-1)!;
    const lines = isWrapped ? wrap(text, columns - indent) : [text];
    return `${head}${lines.join(`\n${' '.repeat(indent)}`)}\n`;
  });
}

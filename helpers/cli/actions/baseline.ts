import { resolve } from 'node:path';
import { unmatchedFailures, useOf, type EntryUse } from '../../checks/baseline.ts';
import { baselineSchema, type KnownFailure } from '../../inputs/baseline-schema.ts';
import { loadBaseline, SUITE_BASELINE_FILE } from '../../inputs/baseline.ts';
import { loadCases } from '../../inputs/cases.ts';
import { judgedScenarios } from '../../scenarios/plan.ts';
import { SuiteError } from '../../util/errors.ts';
import { writeJson } from '../../util/fs/write-json.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';
import { jsonText } from '../../util/text/json-text.ts';
import { plural } from '../../util/text/phrases.ts';
import type { BaselineCommandOptions } from '../commands/baseline.ts';
import { SUCCESS } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { lastRun } from '../last-results.ts';

/** More scenarios of a pattern are only in the JSON. */
const MAX_SCENARIOS = 5;

/** The text of a status, unless more is known. */
const STATUS_TEXTS: Partial<Record<ListedEntry['status'], string>> = {
  'other versions': 'for other versions',
  passed: 'passed this time',
};

/** An entry and its use. */
interface ListedEntry {
  readonly entry: KnownFailure;
  readonly status: EntryUse['status'] | 'unmatched' | 'no results';
  /** The scenarios whose failure it excuses. */
  readonly scenarios: readonly string[];
  readonly problem: string | null;
}

/**
 * The command `baseline`: the entries with what they excuse in the last run; with `--prune` the file without those that it
 * contradicts.
 *
 * @throws SuiteError `usage` for an invalid file, unreadable results, and `--prune` without a file or results
 */
export async function baseline({ file: named, out, prune, json }: BaselineCommandOptions, io: Io): Promise<number> {
  const path = named === undefined ? SUITE_BASELINE_FILE : resolve(io.cwd, named);
  const entries = await loadBaseline(path);
  const folder = resolve(io.cwd, out);
  const run = await lastRun(folder);
  const judged = judgedScenarios(await loadCases());
  const unmatched = unmatchedFailures(entries, judged);
  const listed = entries.map((entry): ListedEntry => {
    const problem = unmatched.find(({ check, scenario }) => check === entry.check && scenario === entry.scenario);
    if (problem !== undefined) {
      return { entry, status: 'unmatched', scenarios: [], problem: `${problem.problem}. ${problem.hint}` };
    }
    if (run === null) return { entry, status: 'no results', scenarios: [], problem: null };
    const { status, failures } = useOf(entry, run.checks, run.version, judged);
    return { entry, status, scenarios: failures.map(({ scenario }) => scenario), problem: null };
  });
  if (prune === true) {
    if (named === undefined || run === null) {
      throw new SuiteError(
        'usage',
        `--prune needs ${run === null ? `the results of a run, found none in ${out}` : 'the path of a baseline'}`,
        {
          hint: 'Write it as in: codex-conformance baseline known.json --prune --out outputs',
        },
      );
    }
    await writePruned(path, listed);
  }
  const results = run === null ? `no results in ${out}` : `results of codex ${run.version} in ${out}`;
  io.stdout(json === true ? jsonOf(listed) : textOf(listed, results, prune === true));
  return SUCCESS;
}

async function writePruned(path: string, listed: readonly ListedEntry[]): Promise<void> {
  const kept = listed.filter((one) => !isPruned(one)).map(({ entry: { swept: _swept, ...entry } }) => entry);
  const swept = listed[0]?.entry.swept;
  await writeJson(path, baselineSchema, { ...(swept === undefined ? {} : { swept }), known_failures: kept });
}

function isPruned({ status }: ListedEntry): boolean {
  return status === 'stale' || status === 'unmatched';
}

function jsonOf(listed: readonly ListedEntry[]): string {
  const entries = listed.map(({ entry: { swept: _swept, ...entry }, ...use }) => ({ ...entry, ...use }));
  return jsonText({ schema_version: 1, entries });
}

function textOf(listed: readonly ListedEntry[], results: string, pruned: boolean): string {
  const byCheck = Map.groupBy(listed, ({ entry }) => entry.check);
  const blocks = [...byCheck].map(([check, own]) =>
    [escapeTerminal(check), ...own.flatMap((one) => entryLines(one, pruned)), ''].map((line) => `${line}\n`).join(''),
  );
  const judged = listed.filter(({ status }) => status !== 'no results');
  const counts = [...Map.groupBy(judged, statusText)].map(([status, own]) => `${own.length} ${status}`);
  const end = `${plural(listed.length, 'entry', 'entries')}${counts.length === 0 ? '' : `: ${counts.join(', ')}`}; ${results}`;
  return `${blocks.join('')}${escapeTerminal(end)}\n`;
}

function statusText({ status }: ListedEntry): string {
  return STATUS_TEXTS[status] ?? status;
}

function entryLines(listed: ListedEntry, pruned: boolean): readonly string[] {
  const { entry, scenarios, problem, status } = listed;
  const { reason, link, rate, scenario, versions } = entry;
  const shown = scenarios.slice(0, MAX_SCENARIOS).join(', ');
  const more = scenarios.length > MAX_SCENARIOS ? ` and ${scenarios.length - MAX_SCENARIOS} more` : '';
  const use =
    status === 'used'
      ? `excuses ${plural(scenarios.length, 'failure')}: ${shown}${more}`
      : (problem ?? statusText(listed));
  return [
    `  ${scenario}  ${versions}${rate === undefined ? '' : `, in ${rate} plays`}`,
    `    ${reason}`,
    ...(link === undefined ? [] : [`    ${link}`]),
    ...(status === 'no results' ? [] : [`    ${use}${pruned && isPruned(listed) ? ': removed' : ''}`]),
  ].map(escapeTerminal);
}

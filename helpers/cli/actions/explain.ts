import { join, resolve } from 'node:path';
import { applicableChecks } from '../../checks/applicability.ts';
import type { Check } from '../../checks/check.ts';
import { evidencePlace } from '../../checks/evidence.ts';
import type { Authority, CheckResult, Evidence, Level } from '../../checks/verdict.ts';
import { loadCases } from '../../inputs/cases.ts';
import { MODE_TABLE, type Mode, MODES } from '../../recording/mode.ts';
import { jsonText } from '../../util/text/json-text.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';
import { quoteExcerpt } from '../../util/text/excerpt.ts';
import { scenariosIn } from '../../scenarios/catalog.ts';
import type { ExplainOptions } from '../commands/explain.ts';
import { historyLines } from '../../formats/history/check-history.ts';
import { readHistory, type CheckHistory } from '../../versions/history/check-history.ts';
import { findCheck } from '../find-check.ts';
import type { Io } from '../io.ts';
import { lastResults } from '../last-results.ts';
import { replayCommandLine } from '../replay-command.ts';

type LastResult = Omit<CheckResult, 'id' | 'clause' | 'level' | 'authority'>;

interface Explanation {
  readonly id: string;
  readonly clause: string;
  readonly level: Level;
  readonly authority: Authority;
  readonly modes: readonly Mode[];
  readonly needs: readonly string[];
  readonly reads: string;
  readonly mutants: readonly string[];
  readonly scenarios: readonly string[];
  /** Null if there are no results of a run. */
  readonly last_results: readonly LastResult[] | null;
  /** Null if there is no matrix. */
  readonly history: CheckHistory | null;
  readonly replay: string;
}

/**
 * The command `explain`: one check in full, what the last run said of it, and what became of it over the versions of a matrix.
 *
 * @throws SuiteError `usage` if there is no such check, or if the results of the last run or the matrix cannot be read
 */
export async function explain({ check: id, json, out, matrix }: ExplainOptions, io: Io): Promise<number> {
  const check = findCheck(id);
  const file = join(resolve(io.cwd, out), 'checks.json');
  // A plan would ask for all checks.
  const judged = scenariosIn({ cases: await loadCases(), extended: true, thorough: true }).filter(
    (scenario) => applicableChecks([check], scenario).length > 0,
  );
  const { clause, level, authority, needs = [] } = check;
  const modes = MODES.filter((mode) => judged.some((scenario) => scenario.mode === mode));
  const explanation: Explanation = {
    id,
    clause,
    level,
    authority,
    modes,
    needs,
    reads: readsOf(check),
    mutants: Object.keys(check.mutants()),
    scenarios: judged.map(({ name }) => name),
    last_results: (await lastResults(file, id))?.map(withoutClause) ?? null,
    history: await readHistory(join(resolve(io.cwd, matrix), 'matrix.json'), id),
    replay: replayCommandLine(id, { out }, io.env),
  };
  io.stdout(json ? jsonText({ schema_version: 1, ...explanation }) : textOf(explanation));
  return 0;
}

function withoutClause({
  id: _id,
  clause: _clause,
  level: _level,
  authority: _authority,
  ...result
}: CheckResult): LastResult {
  return result;
}

function readsOf({ rule, needsModel }: Check): string {
  if (rule === undefined) return needsModel === true ? 'the recording, with what the model was asked' : 'the recording';
  const stream = { exec: 'the stream of each exec', 'app-server': 'the wire of each app-server' }[rule.language];
  return `${stream}, piece by piece, for its ${rule.about}; without any it is ${rule.whenNone}`;
}

function textOf(explanation: Explanation): string {
  const { id, clause, level, authority, modes, needs, reads, mutants, scenarios, replay } = explanation;
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['level', [level]],
    ['authority', [`${authority.kind}: ${authority.reference}`]],
    ['modes', modes.map((mode) => MODE_TABLE[mode].label)],
    ['needs', needs],
    ['reads', [reads]],
    ['mutants', mutants],
    ['scenarios', scenarios],
    ['last run', lastRunLines(explanation.last_results)],
    ['history', historyLines(explanation.history)],
    ['replay', [replay]],
  ];
  const lines = rows.flatMap(([name, values]) =>
    values.map((text, at) => `${(at === 0 ? name : '').padEnd(11)}${text}`),
  );
  return `${id}\n\n${clause}\n\n${lines.join('\n')}\n`;
}

function lastRunLines(results: readonly LastResult[] | null): readonly string[] {
  if (results === null) return ['no results'];
  return results.length === 0 ? ['did not run this check'] : results.flatMap(resultLines);
}

function resultLines({ scenario, verdict, reason, evidence, known_failure }: LastResult): readonly string[] {
  return [
    `${verdict}  ${escapeTerminal(scenario)}${reason === null ? '' : `: ${escapeTerminal(reason)}`}`,
    ...(known_failure === undefined ? [] : [`  known (${escapeTerminal(known_failure.reason)})`]),
    ...evidence.flatMap(evidenceLines),
  ];
}

function evidenceLines(evidence: Evidence): readonly string[] {
  const { message, expected, actual } = evidence;
  return [
    `  ${escapeTerminal(`${message}${evidencePlace(evidence)}`)}`,
    ...(expected === undefined ? [] : [`  expected  ${quoteExcerpt(expected)}`]),
    ...(actual === undefined ? [] : [`  actual    ${quoteExcerpt(actual)}`]),
  ];
}

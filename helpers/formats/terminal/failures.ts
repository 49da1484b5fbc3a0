import { posix } from 'node:path';
import type { UnmatchedFailure } from '../../checks/baseline.ts';
import { isRed, isStale } from '../../checks/verdict.ts';
import type { CheckResult, Evidence } from '../../checks/verdict.ts';
import type { ScenarioResult, TurnResult } from '../../scenarios/scenario-result.ts';
import type { HarnessError } from '../run/harness-error.ts';
import { orphanedChecks, reportedScenarios, type RunResult } from '../run-result.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';
import { quoteExcerpt, quotePair } from '../../util/text/excerpt.ts';
import type { Style } from '../../util/terminal/style.ts';

/** Further observations of a check are only in `checks.json`. */
const MAX_EVIDENCE = 3;
/** Longer messages of harness errors are cut. Lines. */
const MAX_LINES = 20;

/** Options of {@link failureBlocks}. */
export interface FailureOptions {
  readonly style: Style;
  /** Folder of the results, as it is shown to the reader. */
  readonly outputDir: string;
  readonly replay: (scenario: string | null) => string;
}

/**
 * One block of lines for each red scenario, unmatched baseline entry and harness error, ending with the command that
 * replays it. One cause often turns many checks red, so the facts of the scenario are printed once.
 */
export function failureBlocks(run: RunResult, options: FailureOptions): readonly (readonly string[])[] {
  const orphans = Map.groupBy(orphanedChecks(run).filter(isRed), ({ scenario }) => scenario);
  return [
    ...reportedScenarios(run).flatMap(({ result, checks }) =>
      scenarioBlock(result.scenario, result, checks.filter(isRed), options),
    ),
    ...[...orphans].flatMap(([scenario, checks]) => scenarioBlock(scenario, undefined, checks, options)),
    ...run.unmatched.map((failure) => unmatchedBlock(failure, options)),
    ...run.harnessErrors.map((error) => harnessErrorBlock(error, options)),
  ];
}

function scenarioBlock(
  scenario: string,
  result: ScenarioResult | undefined,
  red: readonly CheckResult[],
  options: FailureOptions,
): readonly (readonly string[])[] {
  const turns = result?.turns.filter((turn) => !turn.exact_match && !isShown(turn, red)) ?? [];
  if (red.length + turns.length === 0) return [];
  const failed = red.filter(({ verdict }) => verdict === 'fail');
  const block = [
    `${options.style.red('✗')} ${options.style.bold(escapeTerminal(scenario))}`,
    ...errorLines(result),
    ...turns.flatMap((turn) => ['', ...turnLines(turn)]),
    ...failed.flatMap((check) => ['', ...failedLines(check, result, options)]),
    ...red.filter(isStale).flatMap((check) => ['', ...staleLines(check, options)]),
    ...unjudgedLines(red),
    '',
    ...(result === undefined ? [] : [`  recording ${escapeTerminal(posix.join(options.outputDir, result.recording))}`]),
    replayLine(scenario, options),
  ];
  return [block];
}

/** True for a reply that a red check shows already. */
function isShown(turn: TurnResult, red: readonly CheckResult[]): boolean {
  const shown = red.flatMap(({ evidence }) => evidence);
  return shown.some(
    ({ expected, actual }) => expected === turn.expected_reply && actual === (turn.actual_reply ?? actual),
  );
}

function turnLines(turn: TurnResult): readonly string[] {
  return [`  turn ${turn.turn}: unexpected reply`, ...replyLines(turn.expected_reply, turn.actual_reply)];
}

function failedLines(
  check: CheckResult,
  result: ScenarioResult | undefined,
  options: FailureOptions,
): readonly string[] {
  const more = check.evidence.length - MAX_EVIDENCE;
  return [
    `  ${options.style.bold(escapeTerminal(check.id))}  ${check.level}: ${escapeTerminal(check.clause)}`,
    ...check.evidence.slice(0, MAX_EVIDENCE).flatMap((one) => evidenceLines(one, result?.recording, options)),
    ...(more > 0 ? [`  and ${more} more in checks.json`] : []),
  ];
}

function staleLines({ id, known_failure }: CheckResult, { style }: FailureOptions): readonly string[] {
  const { versions, reason, link } = known_failure!;
  return [
    `  ${style.bold(escapeTerminal(id))}  passes: remove its entry from the baseline`,
    `  entry     ${escapeTerminal(versions)}: ${escapeTerminal(reason)}`,
    ...(link === undefined ? [] : [`  link      ${escapeTerminal(link)}`]),
  ];
}

function unjudgedLines(red: readonly CheckResult[]): readonly string[] {
  const unjudged = red.filter(({ verdict }) => verdict === 'untestable' || verdict === 'harness-error');
  const reasons = Map.groupBy(unjudged, ({ verdict, reason }) => `${verdict}${reason === null ? '' : `: ${reason}`}`);
  return [...reasons].flatMap(([reason, checks]) => [
    '',
    `  ${escapeTerminal(reason)}`,
    ...checks.map(({ id }) => `    ${escapeTerminal(id)}`),
  ]);
}

function evidenceLines(
  { message, file, line, expected, actual }: Evidence,
  recording: string | undefined,
  { outputDir }: FailureOptions,
): readonly string[] {
  const path = recording === undefined ? (file ?? '') : posix.join(outputDir, recording, file ?? '');
  const place = `${path}${line === undefined ? '' : `:${line}`}`;
  return [
    `  ${escapeTerminal(message)}`,
    ...(expected === undefined ? [] : replyLines(expected, actual ?? null)),
    ...(expected === undefined && actual !== undefined ? [`  actual    ${quoteExcerpt(actual)}`] : []),
    ...(place === '' ? [] : [`  evidence  ${escapeTerminal(place)}`]),
  ];
}

function errorLines(result: ScenarioResult | undefined): readonly string[] {
  const error = result?.error ?? null;
  return error === null ? [] : [`  error     ${quoteExcerpt(error)}`];
}

function replyLines(expected: string, actual: string | null): readonly string[] {
  if (actual === null) return [`  expected  ${quoteExcerpt(expected)}`, '  actual    (none)'];
  const [left, right] = quotePair(expected, actual);
  return [`  expected  ${left}`, `  actual    ${right}`];
}

function unmatchedBlock({ check, scenario, problem, hint }: UnmatchedFailure, options: FailureOptions) {
  return [
    title('unmatched baseline entry', `${check}@${scenario}`, options),
    `  ${escapeTerminal(problem)}`,
    `  ${escapeTerminal(hint)}`,
  ];
}

function harnessErrorBlock(error: HarnessError, options: FailureOptions): readonly string[] {
  const place = error.file === null ? null : `${error.file}${error.line === null ? '' : `:${error.line}`}`;
  const lines = error.message.split('\n');
  return [
    title('harness error', error.test ?? error.file ?? 'outside of the tests', options),
    ...lines.slice(0, MAX_LINES).map((line) => `  ${escapeTerminal(line)}`),
    ...(lines.length > MAX_LINES ? [`  and ${lines.length - MAX_LINES} more lines in summary.json`] : []),
    ...(error.hint === null ? [] : [`  ${escapeTerminal(error.hint)}`]),
    ...(place === null ? [] : [`  at        ${escapeTerminal(place)}`]),
    replayLine(error.scenario, options),
  ];
}

function title(what: string, where: string, { style }: FailureOptions): string {
  return `${style.red('✗')} ${style.bold(escapeTerminal(what))}  ${escapeTerminal(where)}`;
}

function replayLine(scenario: string | null, { replay }: FailureOptions): string {
  return `  replay    ${escapeTerminal(replay(scenario))}`;
}

import { posix } from 'node:path';
import type { UnmatchedFailure } from '../../checks/baseline.ts';
import type { Evidence } from '../../checks/verdict.ts';
import { failuresIn, groupFailures, type FailureGroup } from '../failure-groups.ts';
import type { HarnessError } from '../run/harness-error.ts';
import { reportedScenarios, type ReportedScenario, type RunResult } from '../run-result.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';
import { quoteExcerpt, quotePair } from '../../util/text/excerpt.ts';
import { wrongReplies, type WrongReplies } from '../wrong-replies.ts';
import type { Style } from '../../util/terminal/style.ts';
import { plural } from '../../util/text/phrases.ts';
import { wrap } from '../../util/text/wrap.ts';
import { clip } from '../../util/text/clip.ts';
import { groupTitle } from '../group-text.ts';
import type { ReplayCommand } from '../npm-replay.ts';

/** Columns of a block; a word or a quotation can be longer. */
const WIDTH = 100;
/** Lines of all blocks together, after which a group has one line; the first group is always shown in full. */
const MAX_BLOCK_LINES = 16;
/** One-line groups. */
const MAX_LINE_GROUPS = 5;
/** Scenarios of a group that are named. */
const MAX_SCENARIOS = 3;
/** Characters of a value. */
const MAX_VALUE = 140;
/** Longer messages of harness errors are cut. Lines. */
const MAX_LINES = 20;

/** Options of {@link failureBlocks}. */
export interface FailureOptions {
  readonly style: Style;
  /** Folder of the results, as it is shown to the reader. */
  readonly outputDir: string;
  readonly replay: ReplayCommand;
  /** Show every group in full, with all of its scenarios, and each known failure. @default false */
  readonly verbose?: boolean | undefined;
  /** Width of the terminal. @default blocks are wrapped to 100 columns, other lines are not */
  readonly columns?: number | undefined;
  /** The program that ran, as the user can start it. @default the one of the recordings, unless a placeholder hides it */
  readonly codexPath?: string | undefined;
}

/** A block of lines for each group of failures, wrong reply without a red check, baseline problem and harness error. */
export function failureBlocks(run: RunResult, options: FailureOptions): readonly (readonly string[])[] {
  return [
    ...groupBlocks(run, options),
    ...wrongReplies(run).map((one) => wrongReplyBlock(one, options)),
    ...run.unmatched.map((failure) => unmatchedBlock(failure, options)),
    ...run.harnessErrors.map((error) => harnessErrorBlock(error, options)),
  ];
}

function groupBlocks(run: RunResult, options: FailureOptions): readonly (readonly string[])[] {
  const groups = groupFailures(run.checks);
  const scenarios = new Map(reportedScenarios(run).map((one) => [one.result.scenario, one]));
  const blocks: (readonly string[])[] = [];
  for (const group of groups) {
    const block = groupBlock(group, scenarios, options);
    const lines = blocks.flat().length + block.length;
    if (blocks.length > 0 && lines > MAX_BLOCK_LINES && options.verbose !== true) break;
    blocks.push(block);
  }
  const others = groups.slice(blocks.length);
  const listed = others.slice(0, MAX_LINE_GROUPS).map((group) => groupLine(group, options));
  const rest = others.slice(MAX_LINE_GROUPS);
  const failures = rest.reduce((sum, group) => sum + failuresIn(group), 0);
  const more =
    rest.length === 0
      ? []
      : [
          `  and ${plural(rest.length, 'more group')} of ${plural(failures, 'failure')}: see report.html, or add --verbose`,
        ];
  return listed.length === 0 ? blocks : [...blocks, [...listed, ...more]];
}

function groupBlock(
  group: FailureGroup,
  scenarios: ReadonlyMap<string, ReportedScenario>,
  options: FailureOptions,
): readonly string[] {
  const [result] = group.results;
  const scenario = scenarios.get(result!.scenario)?.result;
  const { style } = options;
  const error = scenario?.error ?? null;
  return [
    `${style.red('✗')} ${titleText(group, style)}`,
    ...(group.checks.length === 1 ? indented(result!.clause, options) : []),
    ...seenLines(group, options),
    ...(error === null ? [] : [`  error     ${quoteExcerpt(error, MAX_VALUE)}`]),
    ...entryLines(group),
    ...listLines('scenarios', group.scenarios, options),
    ...(group.checks.length === 1 ? [] : listLines('checks', group.checks, options)),
    ...consequenceLines(group, options),
    ...evidenceLine(result!.evidence[0], scenario?.recording, options),
    replayLine(result!.scenario, options),
  ];
}

function groupLine(group: FailureGroup, { style }: FailureOptions): string {
  const { reason, evidence, clause } = group.results[0]!;
  const seen = reason ?? evidence[0]?.message ?? clause;
  const place = group.scenarios.length === 1 ? `, ${escapeTerminal(group.scenarios[0]!)}` : '';
  return `${style.red('✗')} ${titleText(group, style)}${place}: ${escapeTerminal(clip(seen, MAX_VALUE))}`;
}

function titleText(group: FailureGroup, style: Style): string {
  const { name, text } = groupTitle(group);
  return `${style.bold(escapeTerminal(name))}  ${text}`;
}

function seenLines({ results, kind }: FailureGroup, options: FailureOptions): readonly string[] {
  const { evidence, reason } = results[0]!;
  if (kind === 'stale') return [];
  if (reason !== null) {
    return [...indented(reason, options), ...evidence.slice(0, 1).flatMap((one) => observationLines(one, options))];
  }
  const more = evidence.length - 1;
  const isAll = options.verbose === true;
  return [
    ...evidence.slice(0, isAll ? Infinity : 1).flatMap((one) => observationLines(one, options)),
    ...(more > 0 && !isAll ? [`  and ${more} more in checks.json`] : []),
  ];
}

function observationLines({ message, expected, actual }: Evidence, options: FailureOptions): readonly string[] {
  return [
    ...indented(message, options),
    ...(expected === undefined ? [] : valueLines(expected, actual ?? null)),
    ...(expected === undefined && actual !== undefined ? [`  actual    ${quoteExcerpt(actual, MAX_VALUE)}`] : []),
  ];
}

function entryLines({ kind, results }: FailureGroup): readonly string[] {
  if (kind !== 'stale') return [];
  const { versions, reason, link } = results[0]!.known_failure!;
  return [
    `  entry     ${escapeTerminal(versions)}: ${escapeTerminal(reason)}`,
    ...(link === undefined ? [] : [`  link      ${escapeTerminal(link)}`]),
  ];
}

function consequenceLines({ consequences }: FailureGroup, options: FailureOptions): readonly string[] {
  const names = consequences.map((group) => `${groupTitle(group).name} (${group.results.length})`);
  return listLines('explains', names, options);
}

function listLines(label: string, names: readonly string[], { verbose, columns }: FailureOptions): readonly string[] {
  if (names.length === 0) return [];
  const most = verbose === true ? Infinity : MAX_SCENARIOS;
  const shown = names.slice(0, names.length === most + 1 ? most + 1 : most).map(escapeTerminal);
  const more = names.length - shown.length;
  const text = `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return wrap(text, widthOf(columns) - 12).map((line, index) => `  ${(index === 0 ? label : '').padEnd(10)}${line}`);
}

function indented(text: string, { columns }: FailureOptions): readonly string[] {
  return wrap(escapeTerminal(text), widthOf(columns) - 2).map((line) => `  ${line}`);
}

function widthOf(columns: number = WIDTH): number {
  return Math.min(columns, WIDTH);
}

/** The file of the first observation, or the folder of the recording. */
function evidenceLine(
  evidence: Evidence | undefined,
  recording: string | undefined,
  { outputDir }: FailureOptions,
): readonly string[] {
  if (recording === undefined) return [];
  const path = posix.join(outputDir, recording, evidence?.file ?? '');
  const line = evidence?.line === undefined ? '' : `:${evidence.line}`;
  return [`  evidence  ${escapeTerminal(`${path}${line}`)}`];
}

function valueLines(expected: string, actual: string | null): readonly string[] {
  if (actual === null) return [`  expected  ${quoteExcerpt(expected, MAX_VALUE)}`, '  actual    (none)'];
  const [left, right] = quotePair(expected, actual, MAX_VALUE);
  return [`  expected  ${left}`, `  actual    ${right}`];
}

function wrongReplyBlock({ result, turns }: WrongReplies, options: FailureOptions): readonly string[] {
  return [
    title('wrong reply', result.scenario, options),
    ...(result.error === null ? [] : [`  error     ${quoteExcerpt(result.error, MAX_VALUE)}`]),
    ...turns.flatMap(({ turn, expected_reply, actual_reply }) => [
      `  turn ${turn}`,
      ...valueLines(expected_reply, actual_reply),
    ]),
    ...evidenceLine(undefined, result.recording, options),
    replayLine(result.scenario, options),
  ];
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

import type { CheckResult, Evidence } from '../../checks/verdict.ts';
import { CHANGES, type ComparedCheck } from '../../scenarios/compare-verdicts.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';
import { quotePair } from '../../util/text/excerpt.ts';
import { plural } from '../../util/text/phrases.ts';
import type { RecordedCodex } from '../../recording/recording.ts';

/** The verdicts on a recording and on its replay. All text in it is untrusted. */
export interface Replay {
  readonly scenario: string;
  readonly before: RecordedCodex;
  readonly now: RecordedCodex;
  /** The number of checks that judged both. */
  readonly judged: number;
  /** The checks that are red in one of them, or in both. */
  readonly compared: readonly ComparedCheck[];
}

const WIDTH = Math.max(...CHANGES.map((change) => change.length));

/** The output of `replay`: both codexes, each check that is or was red, and the verdict in the last line. */
export function replayText({ scenario, before, now, judged, compared }: Replay): string {
  const codexes = `recorded with codex ${before.version}, replayed on codex ${now.version}`;
  const checks = compared.flatMap(checkLines);
  return [
    escapeTerminal(`${scenario}: ${codexes}`),
    '',
    ...checks,
    ...(checks.length === 0 ? [] : ['']),
    verdictLine(compared, judged),
    '',
  ].join('\n');
}

function checkLines({ change, before, now }: ComparedCheck): string[] {
  const head = `${change.padEnd(WIDTH)}  ${now.id} (${now.level})`;
  switch (change) {
    case 'fixed':
      return [head, ...resultLines('was: ', before), `  now: ${resultText(now)}`];
    case 'changed':
      return [head, ...resultLines('was: ', before), ...resultLines('now: ', now)];
    case 'still failing':
    case 'new':
      return [head, ...resultLines('', now)];
  }
}

function resultLines(when: string, result: CheckResult): string[] {
  return [`  ${when}${resultText(result)}`, ...result.evidence.flatMap(differenceLines)];
}

function resultText({ verdict, reason, evidence }: CheckResult): string {
  const texts = reason === null ? evidence.map(({ message }) => message) : [reason];
  return escapeTerminal(`${verdict}: ${texts.join('; ')}`);
}

function differenceLines({ expected, actual }: Evidence): string[] {
  if (expected === undefined || actual === undefined) return [];
  const [one, other] = quotePair(expected, actual);
  return [`  expected  ${one}`, `  actual    ${other}`];
}

function verdictLine(compared: readonly ComparedCheck[], judged: number): string {
  const counts = CHANGES.map((change) => [change, compared.filter((one) => one.change === change).length] as const);
  const words = counts.filter(([, count]) => count > 0).map(([change, count]) => `${count} ${change}`);
  const red = compared.filter(({ change }) => change !== 'fixed').length;
  const details = words.length === 0 ? '' : `: ${words.join(', ')}`;
  return red === 0
    ? `Nothing is red now (${plural(judged, 'check')})${details}.`
    : `${red} of ${plural(judged, 'check')} ${red === 1 ? 'is' : 'are'} red now${details}.`;
}

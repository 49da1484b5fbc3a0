import type { CheckJudgement } from '../../judge-stream/judgement.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';

/** What a finding says, in one line that does nothing to a terminal. */
export function findingText({ message, expected, actual }: CheckJudgement['findings'][number]): string {
  const parts = [
    message,
    ...(expected === undefined ? [] : [`expected ${expected}`]),
    ...(actual === undefined ? [] : [`found ${actual}`]),
  ];
  return escapeTerminal(parts.join('; '));
}

/** What is not told of the findings of a check; null where all of them are. */
export function moreText({ found, findings }: CheckJudgement): string | null {
  return found > findings.length ? `and ${found - findings.length} more` : null;
}

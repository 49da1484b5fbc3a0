import type { Judgement, StreamFinding } from '../../judge-stream/judgement.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';

/** A finding in one line that is safe to print. */
export function findingText({ message, expected, actual }: StreamFinding): string {
  const parts = [
    message,
    ...(expected === undefined ? [] : [`expected ${expected}`]),
    ...(actual === undefined ? [] : [`actual ${actual}`]),
  ];
  return escapeTerminal(parts.join('; '));
}

/** The number of findings beyond the limit; null for none. */
export function moreText({ found, findings }: Judgement['checks'][number]): string | null {
  return found > findings.length ? `and ${found - findings.length} more` : null;
}

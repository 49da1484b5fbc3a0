import type { Line } from '../util/jsonl/lines.ts';

/** What can be wrong with a line whatever it says: it ends without a line break, or its bytes are not UTF-8. */
export type LineFlaw = 'unterminated' | 'invalid-utf-8';

/** The flaws of a line. */
export function flawsOf({ terminated, validUtf8 }: Line): LineFlaw[] {
  return [...(terminated ? [] : ['unterminated' as const]), ...(validUtf8 ? [] : ['invalid-utf-8' as const])];
}

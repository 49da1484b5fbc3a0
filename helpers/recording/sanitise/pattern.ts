import { BACKSLASHES_AT_END } from './spans.ts';

/** A kind of secret that the text around it gives away. It is matched against text without escapes. */
export interface SecretPattern {
  readonly name: string;
  /** The specification of the text around it. */
  readonly source: string;
  /**
   * Sticky; tried at each match of the anchor. The secret is the match without the group `kept` at its beginning. It never
   * contains a quotation mark, so that JSON stays JSON.
   */
  readonly regex: RegExp;
  /** Decides whether a match is a secret. @default always */
  readonly accepts?: (secret: string, kept: string) => boolean;
}

/**
 * The common beginning of patterns. It is quick to find: a pattern alone would be tried at each letter of a text.
 */
export interface Anchor {
  /** Global. Each match of the patterns begins at a match of this one. */
  readonly regex: RegExp;
  readonly patterns: readonly SecretPattern[];
}

/** Calls `found` with the start and the end of each secret of these patterns. */
export function eachSecret(
  { regex, patterns }: Anchor,
  text: string,
  found: (start: number, end: number) => void,
): void {
  regex.lastIndex = 0;
  for (let anchor = regex.exec(text); anchor !== null; anchor = regex.exec(text)) {
    for (const pattern of patterns) {
      const end = matchAt(pattern, text, anchor.index, found);
      regex.lastIndex = Math.max(regex.lastIndex, end);
    }
  }
}

/** Returns the end of the secret; 0 if there is none. */
function matchAt(
  { regex, accepts }: SecretPattern,
  text: string,
  at: number,
  found: (start: number, end: number) => void,
): number {
  regex.lastIndex = at;
  const match = regex.exec(text);
  if (match === null) return 0;
  const { kept = '' } = match.groups ?? {};
  const start = at + kept.length;
  const secret = text.slice(start, at + match[0].length).replace(BACKSLASHES_AT_END, '');
  if (accepts !== undefined && !accepts(secret, kept)) return 0;
  const end = start + secret.length;
  found(start, end);
  return end;
}

import { BACKSLASHES_AT_END } from './spans.ts';

/** The shape of one kind of secret in a text that is free of escapes. */
export interface SecretPattern {
  readonly name: string;
  /** Where the shape is written down. */
  readonly source: string;
  /**
   * Sticky; tried where the anchor was found. The match is the secret, but for what the group `kept` took at its beginning,
   * and with what the group `head` found before it (in a lookbehind). It never takes a quotation mark into the secret,
   * so that JSON stays JSON.
   */
  readonly regex: RegExp;
  /** Last word on a match. Without it, each match is a secret. */
  readonly accepts?: (secret: string, kept: string) => boolean;
}

/**
 * What patterns have in common, and quick to find: a pattern alone would look at each letter of a text.
 * The whole search takes a few milliseconds for a megabyte.
 */
export interface Anchor {
  /** Global. Each match of the patterns begins where this one does, but for their `head`. */
  readonly regex: RegExp;
  readonly patterns: readonly SecretPattern[];
}

/** Calls `found` with where each secret of these shapes begins and ends. */
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

/** Gives back where the secret ends; 0 if there is none. */
function matchAt(
  { regex, accepts }: SecretPattern,
  text: string,
  at: number,
  found: (start: number, end: number) => void,
): number {
  regex.lastIndex = at;
  const match = regex.exec(text);
  if (match === null) return 0;
  const { head = '', kept = '' } = match.groups ?? {};
  const start = at - head.length + kept.length;
  const secret = text.slice(start, at + match[0].length).replace(BACKSLASHES_AT_END, '');
  if (accepts !== undefined && !accepts(secret, kept)) return 0;
  const end = start + secret.length;
  found(start, end);
  return end;
}

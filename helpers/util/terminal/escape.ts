import { makeVisible } from '../text/visible.ts';

const SHORT_FORMS: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Untrusted text as one line that cannot act on a terminal: control characters, ANSI sequences, bidirectional overrides,
 * invisible characters and lone surrogates become `\n`, `\u001b` and the like.
 */
export function escapeTerminal(text: string): string {
  return makeVisible(text.replace(/[\n\r\t]/g, (character) => SHORT_FORMS[character] ?? character));
}

/** Like {@link escapeTerminal}, in double quotes, with `"` and `\` escaped, so that two texts look alike only if they are. */
export function quoteTerminal(text: string): string {
  return makeVisible(JSON.stringify(text));
}

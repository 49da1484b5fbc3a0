import { makeVisible } from './visible.ts';

/**
 * Untrusted text as a Markdown code span, in which nothing is markup, a link or a mention. Line breaks become `\u000a`.
 * The fence is longer than any run of backquotes in the text (CommonMark 0.31, 6.1).
 */
export function codeSpan(text: string): string {
  const visible = makeVisible(text);
  const longest = Math.max(0, ...[...visible.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  // One space on either side is taken off again: without it a backquote at an end would lengthen the fence.
  const padding = /^[` ]|[` ]$|^$/.test(visible) ? ' ' : '';
  return `${fence}${padding}${visible}${padding}${fence}`;
}

/** What Markdown would not show as it is written. Underscores within words are safe. */
const MARKUP = /[\\`*<[\]|]|(?<!\w)_|_(?!\w)/g;

/** The suite's own text as one line of Markdown that is shown as it is written. Untrusted text belongs in a {@link codeSpan}. */
export function plainText(text: string): string {
  return makeVisible(text).replaceAll(MARKUP, String.raw`\$&`);
}

import { makeVisible } from './visible.ts';

/**
 * Untrusted text as a Markdown code span, without markup, links and mentions. Line breaks become `\u000a`.
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

/**
 * A {@link codeSpan} for a cell of a table; nothing for an empty text. A bar ends the cell also within a code span: it
 * becomes `\u007c`, as parsers of Markdown do not agree on a backslash before it.
 */
export function cellSpan(text: string): string {
  return text === '' ? '' : codeSpan(text.replaceAll('|', String.raw`\u007c`));
}

/** A table of cells that are Markdown already. Columns that hold only whole numbers are aligned to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const isNumeric = (column: number) => rows.length > 0 && rows.every((cells) => /^\d+$/.test(cells[column] ?? ''));
  const rule = head.map((_, column) => (isNumeric(column) ? '--:' : '---'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Markup of Markdown, with `&` of an entity and `:` of a link. Underscores within words are safe. */
const MARKUP = /[\\`*<[\]|]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)|:(?=\/\/)|\.(?<=\bwww\.)/gi;

/** A mention on GitHub, even after a backslash. */
const MENTION = /@(?=\w)/g;

/**
 * The suite's own text as one line of Markdown without markup. Untrusted text belongs in a {@link codeSpan}.
 */
export function plainText(text: string): string {
  const visible = makeVisible(text).replaceAll(MENTION, String.raw`\u0040`);
  return visible.replaceAll(MARKUP, String.raw`\$&`);
}

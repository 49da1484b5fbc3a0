import { quoteTerminal } from '../terminal/escape.ts';

/** UTF-16 code units of a text that are kept. */
const LIMIT = 400;
/** Of the part that two texts share, so much is kept before the first difference. */
const CONTEXT = 40;

/** The beginning of a long text, with a note of its length. Does not keep the whole text in memory. */
export function excerpt(text: string, limit = LIMIT): string {
  return cut(text, 0, limit, copy);
}

/** Two texts; if one of them is long, both are cut around their first difference. */
export function excerptPair(expected: string, actual: string): readonly [expected: string, actual: string] {
  return pair(expected, actual, LIMIT, copy);
}

/** An {@link excerpt} in quotes that is safe to print. */
export function quoteExcerpt(text: string, limit = LIMIT): string {
  return cut(text, 0, limit, quoteTerminal);
}

/** An {@link excerptPair} in quotes that is safe to print. */
export function quotePair(
  expected: string,
  actual: string,
  limit = LIMIT,
): readonly [expected: string, actual: string] {
  return pair(expected, actual, limit, quoteTerminal);
}

type Show = (text: string) => string;

function pair(expected: string, actual: string, limit: number, show: Show): readonly [string, string] {
  if (expected.length <= limit && actual.length <= limit) return [show(expected), show(actual)];
  let shared = 0;
  while (shared < expected.length && expected[shared] === actual[shared]) shared += 1;
  const from = shared < limit - CONTEXT ? 0 : shared - CONTEXT;
  return [cut(expected, from, limit, show), cut(actual, from, limit, show)];
}

function cut(text: string, from: number, limit: number, show: Show): string {
  const start = outsidePair(text, from);
  const end = outsidePair(text, from + limit);
  if (start === 0 && end >= text.length) return show(text);
  const before = start > 0 ? '… ' : '';
  const after = end < text.length ? ' …' : '';
  return `${before}${show(text.slice(start, end))}${after} (${text.length} characters in all)`;
}

/** Not between the two halves of a character beyond U+FFFF. */
function outsidePair(text: string, index: number): number {
  return (text.codePointAt(index - 1) ?? 0) > 0xffff ? index - 1 : index;
}

/** V8 keeps the whole text alive for a slice of it. */
function copy(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}

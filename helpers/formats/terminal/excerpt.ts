import { quoteTerminal } from '../../util/terminal/escape.ts';

/** Longest reply that is shown whole, in UTF-16 code units. */
const LIMIT = 400;
/** How much of what both texts share is shown before the place where they differ. */
const CONTEXT = 40;

/** A text in quotes; a long one is cut, with a note of how long it is. */
export function quoteExcerpt(text: string, limit = LIMIT): string {
  return quoteFrom(text, 0, limit);
}

/** Two texts in quotes, to be read one under the other: long ones are both cut around the first place where they differ. */
export function quotePair(expected: string, actual: string, limit = LIMIT): readonly [string, string] {
  if (expected.length <= limit && actual.length <= limit) return [quoteTerminal(expected), quoteTerminal(actual)];
  const shared = sharedLength(expected, actual);
  const from = shared < limit - CONTEXT ? 0 : shared - CONTEXT;
  return [quoteFrom(expected, from, limit), quoteFrom(actual, from, limit)];
}

function quoteFrom(text: string, from: number, limit: number): string {
  const start = isInsidePair(text, from) ? from - 1 : from;
  const end = isInsidePair(text, from + limit) ? from + limit - 1 : from + limit;
  if (start === 0 && end >= text.length) return quoteTerminal(text);
  const before = start > 0 ? '… ' : '';
  const after = end < text.length ? ' …' : '';
  return `${before}${quoteTerminal(text.slice(start, end))}${after} (${text.length} characters in all)`;
}

function isInsidePair(text: string, index: number): boolean {
  return (text.codePointAt(index - 1) ?? 0) > 0xffff;
}

function sharedLength(a: string, b: string): number {
  let index = 0;
  while (index < a.length && a[index] === b[index]) index += 1;
  return index;
}

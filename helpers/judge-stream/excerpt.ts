/** UTF-16 code units of a text that are kept. */
const LIMIT = 400;
/** How much of what two texts share is kept before the place where they differ. */
const CONTEXT = 40;

/** The beginning of a long text, with a note of its length. What is kept does not keep the whole text in memory. */
export function excerpt(text: string): string {
  return cut(text, 0);
}

/** Two texts; if one of them is long, both are cut around the first place where they differ. */
export function excerptPair(expected: string, actual: string): readonly [expected: string, actual: string] {
  if (expected.length <= LIMIT && actual.length <= LIMIT) return [cut(expected, 0), cut(actual, 0)];
  let shared = 0;
  while (shared < expected.length && expected[shared] === actual[shared]) shared += 1;
  const from = shared < LIMIT - CONTEXT ? 0 : shared - CONTEXT;
  return [cut(expected, from), cut(actual, from)];
}

function cut(text: string, from: number): string {
  const start = outsidePair(text, from);
  const end = outsidePair(text, from + LIMIT);
  const before = start > 0 ? '… ' : '';
  const after = end < text.length ? ' …' : '';
  const note = before === '' && after === '' ? '' : ` (${text.length} characters in all)`;
  return copy(`${before}${text.slice(start, end)}${after}${note}`);
}

/** Not between the two halves of a character beyond U+FFFF. */
function outsidePair(text: string, index: number): number {
  return (text.codePointAt(index - 1) ?? 0) > 0xffff ? index - 1 : index;
}

/** V8 keeps the whole text alive for a slice of it. */
function copy(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}

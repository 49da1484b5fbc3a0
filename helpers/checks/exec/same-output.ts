/** What codex writes where it cuts an output, in versions from 0.45 to 0.171. */
const CUT =
  /^Warning: truncated output[^\n]*\n|^Total output lines: \d+\n+|…\d+ (?:tokens|chars|bytes|lines) truncated…|\n?(?:\[?\.\.\. (?:omitted )?\d+[^\n]*? (?:omitted|lines) ?[^\n]*\.\.\.\]?)\n+/gm;

/**
 * True if two texts are the same output. Either may be cut: of a cut output, the beginning and the end are compared as far as
 * both have them.
 */
export function isSameOutput(a: string, b: string): boolean {
  if (a === b) return true;
  const [left, right] = [piecesOf(a), piecesOf(b)];
  if (left.length === 1 && right.length === 1) return left[0] === right[0];
  const starts = isWithin(left[0]!.trimEnd(), right[0]!.trimEnd(), (text, part) => text.startsWith(part));
  return starts && isWithin(left.at(-1)!.trimStart(), right.at(-1)!.trimStart(), (text, part) => text.endsWith(part));
}

/** The pieces of an output around the cuts. */
function piecesOf(text: string): string[] {
  const pieces = text.split(CUT).filter((piece) => piece !== '');
  return pieces.length === 0 ? [''] : pieces;
}

function isWithin(a: string, b: string, within: (text: string, part: string) => boolean): boolean {
  return a.length > b.length ? within(a, b) : within(b, a);
}

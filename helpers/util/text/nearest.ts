/** Longer words are no typing mistakes, and slow to compare. */
const LONGEST = 64;

/**
 * The candidate that a person most likely meant: one that begins with the word, or else the one with the fewest edits, at
 * most one in a short word and two in a longer one.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length < 2 || word.length > LONGEST) return undefined;
  const limit = word.length <= 4 ? 1 : 2;
  const edits = candidates.map((candidate) => ({ candidate, count: editDistance(word, candidate) }));
  return (
    candidates.find((candidate) => candidate.startsWith(word)) ??
    edits.filter(({ count }) => count <= limit).toSorted((a, b) => a.count - b.count)[0]?.candidate
  );
}

/** Letters to insert, delete, replace or swap with their neighbour ("optimal string alignment"). */
function editDistance(from: string, to: string): number {
  const rows = [Array.from({ length: to.length + 1 }, (_, index) => index)];
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    const [above, twoAbove] = [rows[row - 1]!, rows[row - 2]];
    for (let column = 1; column <= to.length; column += 1) {
      const isSwapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current[column] = Math.min(
        above[column - 1]! + (from[row - 1] === to[column - 1] ? 0 : 1),
        above[column]! + 1,
        current[column - 1]! + 1,
        isSwapped && twoAbove !== undefined ? twoAbove[column - 2]! + 1 : Infinity,
      );
    }
    rows.push(current);
  }
  return rows[from.length]![to.length]!;
}

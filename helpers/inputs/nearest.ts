/** Longer words are not typing mistakes, and comparing them would cost time. */
const LONGEST = 64;

/**
 * The candidate that a person most likely meant by `word`: one that begins with it, or else the one with the fewest
 * letters to change (at most one in a short word, two in a longer one). Undefined when none is near.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length < 2 || word.length > LONGEST) return undefined;
  const beginning = candidates.find((candidate) => candidate.startsWith(word));
  if (beginning !== undefined) return beginning;
  let best: string | undefined;
  let fewest = word.length <= 4 ? 2 : 3;
  for (const candidate of candidates) {
    const changes = editDistance(word, candidate);
    if (changes < fewest) {
      best = candidate;
      fewest = changes;
    }
  }
  return best;
}

/**
 * How many letters must be put in, taken out, replaced or swapped with their neighbour to turn one word into the other
 * (Levenshtein's distance with swaps, the "optimal string alignment").
 */
function editDistance(from: string, to: string): number {
  const rows = [Array.from({ length: to.length + 1 }, (_, index) => index)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Infinity;
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    rows.push(current);
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = at(row - 1, column - 1) + (from[row - 1] === to[column - 1] ? 0 : 1);
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current.push(
        Math.min(
          replaced,
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          swapped ? at(row - 2, column - 2) + 1 : Infinity,
        ),
      );
    }
  }
  return at(from.length, to.length);
}

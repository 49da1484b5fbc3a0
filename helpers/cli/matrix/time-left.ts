/**
 * The estimated duration of the rest of a sweep in milliseconds; null before the first version with work is finished.
 *
 * @param spent for each finished version with work: milliseconds since the version before it was finished
 * @param left number of versions that are not finished
 * @param sinceLast milliseconds since the last version was finished
 */
export function timeLeft(spent: readonly number[], left: number, sinceLast: number): number | null {
  if (spent.length === 0) return null;
  const mean = spent.reduce((sum, one) => sum + one, 0) / spent.length;
  return Math.max(0, mean * left - Math.min(sinceLast, mean));
}

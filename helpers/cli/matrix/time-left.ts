/**
 * About how long a sweep still takes, in milliseconds: the mean time from one version to the next, for each that is left.
 * Null before the first of them is over.
 *
 * @param spent milliseconds from the end of the version before, of each version that had work to do
 * @param left how many versions are not over, with those that are under way
 * @param underWay milliseconds since the last one was over
 */
export function timeLeft(spent: readonly number[], left: number, underWay: number): number | null {
  if (spent.length === 0) return null;
  const mean = spent.reduce((sum, one) => sum + one, 0) / spent.length;
  return Math.max(0, mean * left - Math.min(underWay, mean));
}

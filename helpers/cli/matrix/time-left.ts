/**
 * About how long a sweep still takes, in milliseconds: what the versions that had work to do took so far, for each that
 * is left. Null before the first of them is over.
 *
 * @param spent milliseconds of each version that had work to do
 * @param left how many versions are not over, with the one that is under way
 * @param underWay milliseconds that the one under way has taken
 */
export function timeLeft(spent: readonly number[], left: number, underWay: number): number | null {
  if (spent.length === 0) return null;
  const mean = spent.reduce((sum, one) => sum + one, 0) / spent.length;
  return Math.max(0, mean * left - Math.min(underWay, mean));
}

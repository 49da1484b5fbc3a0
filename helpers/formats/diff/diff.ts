import type { Change } from '../../versions/diff/group-differences.ts';
import { DIFFERENCE_CLASSES, type DifferenceClass } from '../../versions/diff/difference.ts';

/** Two versions and what became of it. All text in it is untrusted. */
export interface Diff {
  readonly before: DiffSide;
  readonly after: DiffSide;
  /** How many scenarios both were asked. */
  readonly scenarios: number;
  /** Those that hurt worst first. */
  readonly changes: readonly Change[];
}

/** One side as the user named it, and the version that it turned out to be. */
export interface DiffSide {
  readonly spec: string;
  readonly version: string;
}

/** How many changes there are of each class. */
export function countsOf(changes: readonly Change[]): Readonly<Record<DifferenceClass, number>> {
  const count = (wanted: DifferenceClass): number => changes.filter(({ main }) => main.class === wanted).length;
  return Object.fromEntries(DIFFERENCE_CLASSES.map((name) => [name, count(name)])) as Record<DifferenceClass, number>;
}

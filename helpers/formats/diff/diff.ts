import type { Change } from '../../versions/diff/group-differences.ts';
import { DIFFERENCE_CLASSES, type DifferenceClass } from '../../versions/diff/difference.ts';

/** Two versions and the changes between them. All text in it is untrusted. */
export interface Diff {
  readonly before: NamedVersion;
  readonly after: NamedVersion;
  /** The number of scenarios that both were played in. */
  readonly scenarios: number;
  /** The worst first. */
  readonly changes: readonly Change[];
}

/** A version and the spec by which the user named it. */
export interface NamedVersion {
  readonly spec: string;
  readonly version: string;
}

/** The number of changes of each class. */
export function countsOf(changes: readonly Change[]): Readonly<Record<DifferenceClass, number>> {
  const count = (wanted: DifferenceClass): number => changes.filter(({ main }) => main.class === wanted).length;
  return Object.fromEntries(DIFFERENCE_CLASSES.map((name) => [name, count(name)])) as Record<DifferenceClass, number>;
}

import type { FactKey } from '../facts/fact-key.ts';
import type { FactEvidence, FactKind } from '../facts/fact.ts';

/**
 * `breaking`: what worked can fail. `additive`: something new, which only strict readers reject. `cosmetic`: texts and
 * numbers for people. `not-compared`: one side was not played, so nothing is known. The worst first.
 */
export const DIFFERENCE_CLASSES = ['breaking', 'additive', 'cosmetic', 'not-compared'] as const;

/** One of {@link DIFFERENCE_CLASSES}. */
export type DifferenceClass = (typeof DIFFERENCE_CLASSES)[number];

/** Who is affected by a difference, the worst first. */
export const AUDIENCES = [
  'stream parsers',
  'app-server clients',
  'CLI callers',
  'model providers',
  'operators',
] as const;

/** One of {@link AUDIENCES}. */
export type Audience = (typeof AUDIENCES)[number];

/** A fact whose values in the two versions have none in common. */
export interface RawDifference {
  readonly key: FactKey;
  readonly kind: FactKind;
  /** Null if the fact was absent. Several values of repeats are joined by ` or `. */
  readonly before: string | null;
  readonly after: string | null;
  readonly evidence: { readonly before: FactEvidence | null; readonly after: FactEvidence | null };
}

/** A difference and its meaning. */
export interface Difference extends RawDifference {
  readonly class: DifferenceClass;
  readonly reason: string;
  readonly affects: Audience;
}

/** How a fact changed. */
export function directionOf({ before, after }: RawDifference): 'added' | 'removed' | 'changed' {
  if (before === null) return 'added';
  return after === null ? 'removed' : 'changed';
}

import type { FactEvidence, FactKind } from '../facts/fact.ts';

/** What a difference asks of those who upgrade, the worst first. */
export const DIFFERENCE_CLASSES = ['breaking', 'additive', 'cosmetic', 'removed-check'] as const;

/**
 * `breaking`: what worked can fail. `additive`: something more, which only the strict trip over. `cosmetic`: words and
 * numbers for people. `removed-check`: one side was not asked, so nothing is known.
 */
export type DifferenceClass = (typeof DIFFERENCE_CLASSES)[number];

/** Who feels a difference, those who are hurt worst first. */
export const HURT = ['stream parsers', 'app-server clients', 'CLI callers', 'model providers', 'operators'] as const;

/** One of {@link HURT}. */
export type Hurt = (typeof HURT)[number];

/** A fact of which the values seen on one side and on the other have none in common. */
export interface RawDifference {
  readonly key: string;
  readonly kind: FactKind;
  /** Null if the fact was never there. Several values of repeats are joined by ` or `. */
  readonly before: string | null;
  readonly after: string | null;
  readonly evidence: { readonly before: FactEvidence | null; readonly after: FactEvidence | null };
}

/** A difference and what it means. */
export interface Difference extends RawDifference {
  readonly class: DifferenceClass;
  /** Why it is of that class, in words. */
  readonly reason: string;
  readonly hurts: Hurt;
}

/** How a fact changed. */
export function directionOf({ before, after }: RawDifference): 'added' | 'removed' | 'changed' {
  if (before === null) return 'added';
  return after === null ? 'removed' : 'changed';
}

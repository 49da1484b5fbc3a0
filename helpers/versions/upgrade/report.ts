import { compare } from '../../util/text/compare.ts';
import type { Evaluator } from './evaluate.ts';
import type { Evaluations } from './evaluation.ts';
import { REQUIREMENT_KINDS, type Requirement } from './requirement.ts';

/**
 * `broken`: holds in the version in use, not in the other. `unknown`: the recordings do not show it. `not-before`: does
 * not hold in the version in use either. `holds`: in both. The worst first.
 */
export const REQUIREMENT_OUTCOMES = ['broken', 'unknown', 'not-before', 'holds'] as const;

/** One of {@link REQUIREMENT_OUTCOMES}. */
export type RequirementOutcome = (typeof REQUIREMENT_OUTCOMES)[number];

/** Where a requirement breaks. */
export interface Break {
  readonly firstBad: string;
  readonly lastGood: string;
  readonly between: readonly string[];
}

/** One requirement and its outcome. */
export interface RequirementResult extends Evaluations {
  readonly requirement: Requirement;
  readonly outcome: RequirementOutcome;
  /** Only if broken; null where it was not searched. */
  readonly breaks: Break | null;
}

/** The results of all requirements, the worst first, then by kind and name. */
export function requirementResults(requirements: readonly Requirement[], evaluate: Evaluator): RequirementResult[] {
  return requirements
    .map((requirement): RequirementResult => {
      const evaluations = evaluate(requirement);
      return { requirement, ...evaluations, outcome: outcomeOf(evaluations), breaks: null };
    })
    .toSorted(byOutcome);
}

function outcomeOf({ before, after }: Evaluations): RequirementOutcome {
  if (before.status === 'bad') return 'not-before';
  if (before.status === 'unknown' || after.status === 'unknown') return 'unknown';
  return after.status === 'bad' ? 'broken' : 'holds';
}

function byOutcome(a: RequirementResult, b: RequirementResult): number {
  return (
    REQUIREMENT_OUTCOMES.indexOf(a.outcome) - REQUIREMENT_OUTCOMES.indexOf(b.outcome) ||
    REQUIREMENT_KINDS.indexOf(a.requirement.kind) - REQUIREMENT_KINDS.indexOf(b.requirement.kind) ||
    compare(a.requirement.name, b.requirement.name)
  );
}

import type { Check } from '../checks/check.ts';
import type { Mutation } from '../mutations/mutation.ts';

/** A named change of a good recording that a check must notice. */
export interface Mutant {
  readonly check: Check;
  readonly mutant: string;
  readonly mutate: Mutation;
}

/** All mutants of some checks. */
export function mutantsOf(checks: readonly Check[]): Mutant[] {
  return checks.flatMap((check) =>
    Object.entries(check.mutants()).map(([mutant, mutate]) => ({ check, mutant, mutate })),
  );
}

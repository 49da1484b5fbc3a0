import type { Mutation } from '../mutations/mutations.ts';

/** A named change of a good recording that a check must notice. */
export interface Mutant {
  /** The id of the check. */
  readonly check: string;
  /** What the mutated codex does. */
  readonly mutant: string;
  readonly mutate: Mutation;
}

/** The mutants of one check, by name. */
export function mutantsOf(check: string, mutations: Readonly<Record<string, Mutation>>): Mutant[] {
  return Object.entries(mutations).map(([mutant, mutate]) => ({ check, mutant, mutate }));
}

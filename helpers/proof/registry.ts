import type { Check } from '../checks/check.ts';
import { CHECKS } from '../scenarios/catalog.ts';
import { execMutants } from './exec.ts';
import { mutantsOf, type Mutant } from './mutant.ts';
import { replyMutants } from './reply.ts';
import { resumeMutants } from './resume.ts';
import { runMutants } from './run.ts';

/** One mutant alone shows that a check can fail, not that it looks at more than one thing. */
export const FEWEST_MUTANTS = 2;

/** What each check must notice. */
export const MUTANTS: readonly Mutant[] = assigned(
  [
    ...CHECKS.flatMap(({ id, mutants }) => mutantsOf(id, mutants?.() ?? {})),
    ...runMutants,
    ...execMutants,
    ...resumeMutants,
    ...replyMutants,
  ],
  CHECKS,
);

/**
 * The same mutants, once each check is found to have its own. Whether it notices them is for the gate to prove.
 *
 * @throws Error for a mutant that names no check, one that is there twice, and a check with fewer than two
 */
export function assigned(mutants: readonly Mutant[], checks: readonly Pick<Check, 'id'>[]): readonly Mutant[] {
  const names = new Map(checks.map(({ id }) => [id, new Set<string>()]));
  for (const { check, mutant } of mutants) {
    const own = names.get(check);
    if (own === undefined) throw new Error(`The mutant "${mutant}" names no check: ${check}`);
    if (own.has(mutant)) throw new Error(`${check} has two mutants of the name "${mutant}"`);
    own.add(mutant);
  }
  for (const [id, own] of names) {
    if (own.size < FEWEST_MUTANTS) throw new Error(`${id} has ${own.size} mutants and needs ${FEWEST_MUTANTS}`);
  }
  return mutants;
}

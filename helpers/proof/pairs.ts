import type { Check } from '../checks/check.ts';
import { judge } from '../checks/judge.ts';
import type { Mutation } from '../mutations/mutation.ts';
import type { Recording } from '../recording/recording.ts';
import { leafChanges, type SeenValues } from './leaves/changes.ts';

/** How the checks that pass on one recording fare with changes of that very recording. */
interface PairTally {
  readonly passing: number;
  /** Of these, checks that one of their own mutants turns red. */
  readonly byOwnMutant: number;
  /** Of the others, those that a changed leaf turns red. */
  readonly byLeaf: number;
  /** The checks that nothing turns red: they may have judged nothing. */
  readonly unkilled: readonly Check[];
}

/**
 * Looks for a change that turns each passing check red: first its mutants, then a changed leaf.
 *
 * @param checks those that judge the recording
 */
export function tallyPairs(recording: Recording, checks: readonly Check[], seen: SeenValues): PairTally {
  const passing = checks.filter((check) => judge(check, recording).verdict === 'pass');
  const others = passing.filter((check) => !Object.values(check.mutants()).some((one) => kills(check, one, recording)));
  const left = new Set(others);
  const changes = left.size === 0 ? [] : leafChanges(recording, seen);
  for (const { mutate } of changes) {
    if (left.size === 0) break;
    const changed = mutate();
    for (const check of left) if (judge(check, changed).verdict === 'fail') left.delete(check);
  }
  return {
    passing: passing.length,
    byOwnMutant: passing.length - others.length,
    byLeaf: others.length - left.size,
    unkilled: [...left],
  };
}

/** A mutant of what the recording lacks may throw, and then kills nothing. */
function kills(check: Check, mutate: Mutation, recording: Recording): boolean {
  try {
    return judge(check, mutate(recording)).verdict === 'fail';
  } catch {
    return false;
  }
}

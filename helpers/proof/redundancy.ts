import type { Check } from '../checks/check.ts';
import { applicableChecks } from '../checks/applicability.ts';
import { judge } from '../checks/judge.ts';
import { applicabilityOf } from '../scenarios/catalog.ts';
import type { Recording } from '../recording/recording.ts';
import { mutantsOf } from './mutant.ts';
import type { Proof } from './prove.ts';

/** A check that fails only where another one also fails. */
export interface RedundantCheck {
  readonly check: string;
  readonly by: string;
}

/**
 * The checks all of whose kills are kills of one other check, on the recordings on which both pass. No problem in itself: such a
 * check may be the clearer one.
 */
export function redundantChecks(proof: Proof): readonly RedundantCheck[] {
  const kills = killsOf(proof);
  return [...kills].flatMap(([check, own]) => {
    if (own.size === 0) return [];
    const other = [...kills].find(([id, theirs]) => id !== check && own.isSubsetOf(theirs));
    return other === undefined ? [] : [{ check, by: other[0] }];
  });
}

/** For each check the numbers of the trials in which it failed. */
function killsOf({ checks, good, others = [] }: Proof): ReadonlyMap<string, ReadonlySet<number>> {
  const kills = new Map(checks.map(({ id }) => [id, new Set<number>()] as const));
  const onGood = new Set(good.flatMap((recording) => passing(checks, recording)));
  let trial = 0;
  for (const recording of [...good, ...others]) {
    const judging = passing(checks, recording);
    const tried = good.includes(recording) ? judging : judging.filter((check) => !onGood.has(check));
    for (const { mutate } of mutantsOf(tried)) {
      const mutated = mutate(recording);
      trial += 1;
      for (const check of judging) if (judge(check, mutated).verdict === 'fail') kills.get(check.id)?.add(trial);
    }
  }
  return kills;
}

function passing(checks: readonly Check[], recording: Recording): readonly Check[] {
  return applicableChecks(checks, applicabilityOf(recording)).filter(
    (check) => judge(check, recording).verdict === 'pass',
  );
}

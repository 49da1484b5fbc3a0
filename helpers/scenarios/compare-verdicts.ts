import { isRed, type CheckResult } from '../checks/verdict.ts';
import { normalise } from '../recording/normalise.ts';

/** The changes of a check that is red in at least one of two recordings. */
export const CHANGES = ['new', 'changed', 'still failing', 'fixed'] as const;

/** `new`: was not red, is now. `changed`: red before and now, with other evidence. `fixed`: was red, is not now. */
type VerdictChange = (typeof CHANGES)[number];

/** One check in two recordings of one scenario. */
export interface ComparedCheck {
  readonly change: VerdictChange;
  readonly before: CheckResult;
  readonly now: CheckResult;
}

/**
 * Compares the checks that are red in at least one of two recordings, in the order of the first.
 * Both lists hold the results of the same checks.
 */
export function compareVerdicts(before: readonly CheckResult[], now: readonly CheckResult[]): ComparedCheck[] {
  const resultNow = new Map(now.map((result) => [result.id, result]));
  return before.flatMap((result) => {
    const other = resultNow.get(result.id);
    const change = other === undefined ? null : changeOf(result, other);
    return other === undefined || change === null ? [] : [{ change, before: result, now: other }];
  });
}

function changeOf(before: CheckResult, now: CheckResult): VerdictChange | null {
  if (isRed(now)) {
    if (!isRed(before)) return 'new';
    return failureOf(before) === failureOf(now) ? 'still failing' : 'changed';
  }
  return isRed(before) ? 'fixed' : null;
}

/** How a check fails, without what differs each time and without the place in the recording. */
function failureOf({ verdict, reason, evidence }: CheckResult): string {
  const texts = evidence.map(({ message, expected, actual }) => [message, expected, actual]);
  return normalise(JSON.stringify([verdict, reason, texts]));
}

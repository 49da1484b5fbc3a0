import { withBaseline } from '../checks/baseline.ts';
import { isExcused, type CheckResult } from '../checks/verdict.ts';
import type { KnownFailure } from '../inputs/baseline-schema.ts';
import { explains } from './explains.ts';

/**
 * Adds the known failures to the results on one scenario. An untestable result that a known failure explains is known, too: the
 * end of a turn that is known to be missing makes the checks untestable that look at it.
 */
export function withKnownFailures(
  results: readonly CheckResult[],
  version: string,
  knownFailures: readonly KnownFailure[],
): readonly CheckResult[] {
  const known = results.map((result) => withBaseline(result, version, knownFailures));
  const excused = known.filter(isExcused);
  return known.map((result) => {
    if (result.verdict !== 'untestable' || result.known_failure !== undefined) return result;
    const failure = excused.find((one) => explains(one, result))?.known_failure;
    return failure === undefined ? result : { ...result, known_failure: failure };
  });
}

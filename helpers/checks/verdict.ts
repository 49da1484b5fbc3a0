import type * as z from 'zod';
import type { Immutable } from '../util/immutable.ts';
import { LEVELS } from './levels.ts';
import type { checkResultSchema } from './result-schema.ts';

/** The verdict of one check on one scenario. */
export type CheckResult = Immutable<z.infer<typeof checkResultSchema>>;

/**
 * `not-applicable` names the capability that the binary lacks, `untestable` the prerequisite that is missing (red),
 * `harness-error` a fault of the suite (red, never the binary's).
 */
export type Verdict = CheckResult['verdict'];

/** Why a check does not apply: the binary lacks a capability, the recording does not observe it, or it did not happen. */
export type Cause = NonNullable<CheckResult['cause']>;

/** Severity of a clause: a failed `may` is reported, and red only if a run asks for it. */
export type Level = CheckResult['level'];

/** The source of a clause, and where to read it. */
export type Authority = CheckResult['authority'];

/** One observation that a verdict rests on. All text in it is untrusted. */
export type Evidence = CheckResult['evidence'][number];

type Judged = Pick<CheckResult, 'verdict' | 'level' | 'known_failure' | 'fail_on'>;

/** The lowest level whose failures are red, unless a run has another. */
export const DEFAULT_FAIL_ON = 'should' satisfies Level;

/** True for a failure that a baseline accepts, and for what it makes untestable. A `harness-error` never is. */
export function isExcused({ verdict, known_failure }: Pick<CheckResult, 'verdict' | 'known_failure'>): boolean {
  return (verdict === 'fail' || verdict === 'untestable') && known_failure !== undefined;
}

/** True for a check that passes although a baseline says that it always fails. */
export function isStale(result: Judged): boolean {
  return isKnownToFail(result) && result.known_failure?.swept === undefined;
}

/** True for a known failure that passes on a version newer than the last one swept: a warning, never red. */
export function isUnsweptPass(result: Judged): boolean {
  return isKnownToFail(result) && result.known_failure?.swept !== undefined;
}

function isKnownToFail({ verdict, known_failure }: Judged): boolean {
  return verdict === 'pass' && known_failure !== undefined && known_failure.rate === undefined;
}

/** A result of a run in which failures from this level on are red. */
export function withFailOn(result: CheckResult, failOn: Level): CheckResult {
  return result.verdict === 'fail' && failOn !== DEFAULT_FAIL_ON ? { ...result, fail_on: failOn } : result;
}

/**
 * True for what makes a run fail: `fail` (unless the level is too low for the run, or a baseline accepts it), `untestable`,
 * `harness-error`, and a pass that a baseline says is a failure.
 */
export function isRed(result: Judged): boolean {
  if (result.verdict === 'fail') return isOfLevel(result) && !isExcused(result);
  if (isStale(result)) return true;
  return (result.verdict === 'untestable' && !isExcused(result)) || result.verdict === 'harness-error';
}

/** True for a clause whose failure is red in a run in which failures from a level on are red. */
export function isOfLevel({ level, fail_on = DEFAULT_FAIL_ON }: Pick<CheckResult, 'level' | 'fail_on'>): boolean {
  return LEVELS.indexOf(level) <= LEVELS.indexOf(fail_on);
}

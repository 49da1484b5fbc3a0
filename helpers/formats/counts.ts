import * as z from 'zod';
import { isExcused, isRed, isStale, type CheckResult, type Verdict } from '../checks/verdict.ts';
import { plural } from '../util/text/phrases.ts';

const count = z.int().nonnegative();

/** The number of checks by verdict and by baseline. */
export const countsSchema = z.object({
  total: count,
  red: count.describe('Checks that make the run fail: a failure below the level of the run does not.'),
  excused: count.describe('Known failures, and what they make untestable. They count in fail or untestable, too.'),
  stale: count.describe('Known failures that pass. They are red.'),
  pass: count,
  fail: count,
  not_applicable: count,
  untestable: count,
  harness_error: count,
});

/** The number of checks by verdict and by baseline. */
export type CheckCounts = Readonly<z.infer<typeof countsSchema>>;

export function countChecks(checks: readonly CheckResult[]): CheckCounts {
  const having = (isCounted: (check: CheckResult) => boolean): number => checks.filter(isCounted).length;
  const withVerdict = (wanted: Verdict): number => having(({ verdict }) => verdict === wanted);
  return {
    total: checks.length,
    red: having(isRed),
    excused: having(isExcused),
    stale: having(isStale),
    pass: withVerdict('pass'),
    fail: withVerdict('fail'),
    not_applicable: withVerdict('not-applicable'),
    untestable: withVerdict('untestable'),
    harness_error: withVerdict('harness-error'),
  };
}

/** The counts with their nouns, without those that are 0. Every check counts once. */
export function countPhrases(checks: readonly CheckResult[]): readonly string[] {
  const { pass, excused, stale, harness_error, not_applicable } = countChecks(checks);
  const counted = checks.filter((check) => !isExcused(check));
  const failed = counted.filter((check) => check.verdict === 'fail' && isRed(check)).length;
  const optional = counted.filter((check) => check.verdict === 'fail' && !isRed(check)).length;
  const untestable = counted.filter(({ verdict }) => verdict === 'untestable').length;
  return [
    `${plural(pass - stale, 'check')} passed`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(optional > 0 ? [`${optional} optional failed`] : []),
    ...(excused > 0 ? [plural(excused, 'known failure')] : []),
    ...(stale > 0 ? [plural(stale, 'stale baseline entry', 'stale baseline entries')] : []),
    ...(untestable > 0 ? [`${untestable} untestable`] : []),
    ...(harness_error > 0 ? [plural(harness_error, 'harness error')] : []),
    ...(not_applicable > 0 ? [`${not_applicable} not applicable`] : []),
  ];
}

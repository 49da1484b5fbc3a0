import { isExcused, isRed, isUnsweptPass, type CheckResult } from '../checks/verdict.ts';
import type { RunResult } from './run-result.ts';

/** The checks that deserve a note: failures that are not red, and passes that the baseline expects to fail. */
export function notedChecks({ checks }: RunResult): readonly CheckResult[] {
  return checks.filter((check) => (check.verdict === 'fail' && !isRed(check)) || isUnsweptPass(check));
}

/** The note of such a check, with its first observation. Untrusted. */
export function noteText(check: CheckResult): string {
  const { level, clause, evidence, known_failure } = check;
  if (isUnsweptPass(check)) return `passes; the baseline, confirmed up to ${known_failure!.swept}, expects a failure`;
  return `${isExcused(check) ? `known (${known_failure!.reason})` : level}: ${evidence[0]?.message ?? clause}`;
}

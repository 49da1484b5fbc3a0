import { isExcused, isRed, isUnsweptPass, type CheckResult } from '../checks/verdict.ts';
import { plural } from '../util/text/phrases.ts';
import type { RunResult } from './run-result.ts';

/** The checks that deserve a note: failures that are not red, and passes that the baseline expects to fail. */
export function notedChecks({ checks }: RunResult): readonly CheckResult[] {
  return checks.filter(
    (check) => isExcused(check) || (check.verdict === 'fail' && !isRed(check)) || isUnsweptPass(check),
  );
}

/** The numbers of such checks with their nouns, without those that are 0. */
export function notePhrases(run: RunResult): readonly string[] {
  const noted = notedChecks(run);
  const known = noted.filter(isExcused).length;
  const unswept = noted.filter(isUnsweptPass).length;
  const optional = noted.length - known - unswept;
  return [
    ...(known > 0 ? [plural(known, 'known failure')] : []),
    ...(optional > 0 ? [plural(optional, 'optional failure')] : []),
    ...(unswept > 0 ? [`${plural(unswept, 'pass', 'passes')} that the baseline expects to fail`] : []),
  ];
}

/** The note of such a check, with its first observation. Untrusted. */
export function noteText(check: CheckResult): string {
  const { level, clause, evidence, known_failure, reason } = check;
  if (isUnsweptPass(check)) return `passes; the baseline, confirmed up to ${known_failure!.swept}, expects a failure`;
  return `${isExcused(check) ? `known (${known_failure!.reason.replace(/\.$/, '')})` : level}: ${reason ?? evidence[0]?.message ?? clause}`;
}

import { isExcused, isRed, isStale } from '../checks/verdict.ts';
import { VERDICTS } from '../checks/levels.ts';
import type { CheckResult, Verdict } from '../checks/verdict.ts';

/** The number of checks with each verdict. */
export interface CheckCounts {
  readonly total: number;
  /** Those that make the run fail, with the stale ones. A failed `may` is in `verdicts.fail`, never here. */
  readonly red: number;
  /** Failures that a baseline accepts. They are in `verdicts.fail`, too. */
  readonly excused: number;
  /** Stale known failures. They are in `verdicts.pass`, too. */
  readonly stale: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
}

/** Counts check results by verdict. */
export function countChecks(checks: readonly CheckResult[]): CheckCounts {
  const verdicts = Object.fromEntries(
    VERDICTS.map((verdict) => [verdict, checks.filter((check) => check.verdict === verdict).length]),
  ) as Record<Verdict, number>;
  return {
    total: checks.length,
    red: checks.filter(isRed).length,
    excused: checks.filter(isExcused).length,
    stale: checks.filter(isStale).length,
    verdicts,
  };
}

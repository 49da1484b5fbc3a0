import { stalePatterns, type UnmatchedFailure } from '../checks/baseline.ts';
import type { CheckResult } from '../checks/verdict.ts';
import { judgedScenarios } from '../scenarios/plan.ts';
import type { RunConfig } from '../scenarios/run-config.ts';

/** The entries of a baseline that a whole run contradicts. */
export interface BaselineProblems {
  readonly unmatched: readonly UnmatchedFailure[];
  readonly staleIn: (results: readonly CheckResult[], version: string) => readonly UnmatchedFailure[];
}

/** A shard does not judge them: it has not seen all scenarios. */
export function baselineProblems({ baseline, cases }: Pick<RunConfig, 'baseline' | 'cases'>): BaselineProblems {
  return {
    unmatched: baseline.unmatched,
    staleIn: (results, version) => stalePatterns(baseline.knownFailures, results, version, judgedScenarios(cases)),
  };
}

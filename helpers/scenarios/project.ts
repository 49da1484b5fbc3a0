import type { InlineConfig } from 'vitest/node';
import type { PlannedScenario } from './plan.ts';
import { testFileOf } from './reported-tests.ts';
import { reportingPool } from './reporting-pool.ts';
import type { ResultOf } from './scenario-results.ts';

/** The name of the Vitest project whose tests are those of codex. */
export const CONFORMANCE = 'conformance';

/** The Vitest project that reports what this thread plays and judges. */
export function reportingProject(planned: readonly PlannedScenario[], resultOf: ResultOf): InlineConfig {
  return {
    name: CONFORMANCE,
    // The published package has them as JavaScript.
    include: [...new Set(planned.map((one) => `${testFileOf(one)}.{ts,js}`))],
    pool: reportingPool(planned, resultOf),
    isolate: false,
    maxWorkers: 1,
  };
}

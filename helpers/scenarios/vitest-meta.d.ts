import 'vitest';
import type { CheckResult } from '../checks/verdict.ts';
import type { ScenarioOutcome } from './outcome.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** Set by each test that is one check of one scenario. */
    check?: CheckResult;
    /** Set by the test that drives the scenario. */
    scenario?: ScenarioOutcome;
  }
}

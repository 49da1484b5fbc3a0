import type { CheckResult } from '../checks/verdict.ts';
import type { Mode } from '../recording/mode.ts';
import type { ScenarioResult } from './scenario-result.ts';

/** The results of a test, as Vitest hands them to reporters. */
export interface TestMeta {
  /** Set before anything runs, on the suite of a scenario and all of its tests. */
  planned?: { readonly scenario: string; readonly mode: Mode };
  check?: CheckResult;
  scenario?: ScenarioResult;
}

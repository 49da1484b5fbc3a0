import type { Check } from '../checks/check.ts';
import { checksFor } from '../checks/registry.ts';
import type { Cases } from '../inputs/cases.ts';
import { MODES } from '../recording/recording.ts';
import { matchesAny } from '../inputs/glob.ts';
import type { Scenario } from './scenario.ts';
import { scenariosOf } from './three-modes.ts';

/** A scenario and the checks that are to judge its recording. */
export interface PlannedScenario {
  readonly scenario: Scenario;
  /** At least one. */
  readonly checks: readonly Check[];
}

/**
 * What a run consists of, in the order of the modes and of the cases file.
 *
 * @param only patterns of `--only`: a scenario is played if its name or the id of one of its checks matches
 */
export function planOf(cases: Cases, only: readonly string[]): PlannedScenario[] {
  return MODES.flatMap((mode) => scenariosOf(mode, cases)).flatMap((scenario) => {
    const checks = checksFor(scenario.mode).filter(({ id }) => matchesAny(only, scenario.name) || matchesAny(only, id));
    return checks.length === 0 ? [] : [{ scenario, checks }];
  });
}

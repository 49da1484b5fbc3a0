import type { Check } from '../checks/check.ts';
import { checksFor } from '../checks/registry.ts';
import type { Cases } from '../inputs/cases.ts';
import { matchesAny } from '../inputs/glob.ts';
import type { Mode } from '../recording/recording.ts';
import { scenarioNames } from './scenario-names.ts';

/** A scenario and the checks that are to judge its recording. */
export interface PlannedScenario {
  readonly name: string;
  readonly mode: Mode;
  /** At least one. */
  readonly checks: readonly Check[];
}

/**
 * What a run consists of, in the order of the modes and of the cases file.
 *
 * @param only patterns of `--only`: a scenario is played if its name or the id of one of its checks matches
 */
export function planOf(cases: Cases, only: readonly string[]): PlannedScenario[] {
  return scenarioNames(cases).flatMap(({ name, mode }) => {
    const checks = checksFor(mode).filter(({ id }) => matchesAny(only, name) || matchesAny(only, id));
    return checks.length === 0 ? [] : [{ name, mode, checks }];
  });
}

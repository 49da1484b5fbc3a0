import type { Check } from '../checks/check.ts';
import { checksFor } from '../checks/registry.ts';
import type { Cases } from '../inputs/cases.ts';
import { matchesAny } from '../inputs/glob.ts';
import type { Mode } from '../recording/mode.ts';
import { DEPTH } from './depth-scenarios.ts';
import { scenarioNames } from './scenario-names.ts';

/** A scenario and the checks that are to judge its recording. */
export interface PlannedScenario {
  readonly name: string;
  readonly mode: Mode;
  /** At least one. */
  readonly checks: readonly Check[];
}

/** What is chosen to be played. */
export interface Selection {
  readonly cases: Cases;
  /** Patterns of `--only`: a scenario is played if its name or the id of one of its checks matches. */
  readonly only: readonly string[];
  /** Also the scenarios beyond the three modes. */
  readonly depth: boolean;
}

/** What a run consists of: the three modes, in the order of the cases file, then the scenarios of depth. */
export function planOf({ cases, only, depth }: Selection): PlannedScenario[] {
  return [...scenarioNames(cases), ...(depth ? DEPTH : [])].flatMap(({ name, mode }) => {
    const isChosen = matchesAny(only, name);
    const checks = checksFor(mode, name).filter(({ id }) => isChosen || matchesAny(only, id));
    return checks.length === 0 ? [] : [{ name, mode, checks }];
  });
}

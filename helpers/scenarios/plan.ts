import type { Check } from '../checks/check.ts';
import type { Cases } from '../inputs/cases.ts';
import { matchesAny } from '../inputs/glob.ts';
import { checksFor, scenariosIn } from './catalog.ts';
import type { Scenario } from './scenario.ts';

/** A scenario and the checks that judge its recording. */
export interface PlannedScenario {
  readonly scenario: Scenario;
  /** At least one. */
  readonly checks: readonly Check[];
}

/** A selection of scenarios and checks. */
export interface Selection {
  readonly cases: Cases;
  /** Patterns of `--only`: a scenario is played if its name or the id of one of its checks matches. */
  readonly only: readonly string[];
  readonly extended: boolean;
}

/** The scenarios of a run with their checks, in the order of {@link scenariosIn}. */
export function planOf({ only, ...rest }: Selection): PlannedScenario[] {
  return scenariosIn(rest).flatMap((scenario) => {
    const isChosen = matchesAny(only, scenario.name);
    const checks = checksFor(scenario).filter(({ id }) => isChosen || matchesAny(only, id));
    return checks.length === 0 ? [] : [{ scenario, checks }];
  });
}

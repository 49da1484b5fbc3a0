import { judge } from '../checks/judge.ts';
import { withFailOn, type CheckResult } from '../checks/verdict.ts';
import { withKnownFailures } from './known-failures.ts';
import type { ScenarioResult } from './scenario-result.ts';
import { scenarioResultOf } from './scenario-result-of.ts';
import { planOf } from './plan.ts';
import type { PlayContext, Run } from './run-config.ts';
import { createScenarioRunner } from './scenario-runner.ts';

/** One scenario with the verdicts on it. Plain data: a worker of Vitest sends it. */
export interface JudgedScenario {
  readonly result: ScenarioResult;
  /** One for each planned check, in the order of the plan. */
  readonly checks: readonly CheckResult[];
}

/** Returns the result of a scenario by its name; null if an interruption of the run cut it off. */
export type ResultOf = (scenario: string) => Promise<JudgedScenario | null>;

/**
 * Plays and judges the planned scenarios of a run, each once, when its result is first asked for.
 *
 * @throws Error for a scenario that is not planned; SuiteError `environment` when the disk refuses
 */
export function createResults(run: Run & Pick<PlayContext, 'onSpawn' | 'onPlay'>): ResultOf {
  const planned = new Map(planOf(run).map((one) => [one.scenario.name, one]));
  const { play } = createScenarioRunner(run);
  const results = new Map<string, Promise<JudgedScenario | null>>();

  const resultOf = async (name: string): Promise<JudgedScenario | null> => {
    const one = planned.get(name);
    if (one === undefined) throw new Error(`The scenario ${name} is not planned.`);
    const played = await play(one.scenario);
    if (played === null) return null;
    const { recording, folder } = played;
    const results = one.checks.map((check) => judge(check, recording));
    const checks = withKnownFailures(results, recording.codex.version, run.baseline.knownFailures);
    return { result: scenarioResultOf(recording, folder), checks: checks.map((one) => withFailOn(one, run.failOn)) };
  };

  return (name) => {
    const result = results.get(name) ?? resultOf(name);
    results.set(name, result);
    return result;
  };
}

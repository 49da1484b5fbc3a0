import { judge } from '../checks/judge.ts';
import { isStale, withFailOn, type CheckResult } from '../checks/verdict.ts';
import { withKnownFailures } from './known-failures.ts';
import type { ScenarioResult } from './scenario-result.ts';
import { scenarioResultOf } from './scenario-result-of.ts';
import { planOf, type PlannedScenario } from './plan.ts';
import type { PlayContext, Run } from './run-config.ts';
import { createScenarioRunner, type PlayedScenario } from './scenario-runner.ts';

/** One scenario with the verdicts on it. Plain data: a worker of Vitest sends it. */
export interface JudgedScenario {
  readonly result: ScenarioResult;
  /** One for each planned check, in the order of the plan. */
  readonly checks: readonly CheckResult[];
}

/** Returns the result of a scenario by its name; null if an interruption of the run cut it off. */
export type ResultOf = (scenario: string) => Promise<JudgedScenario | null>;

/**
 * Judges the recording of a planned scenario by the baseline and the level of a run. Whether an entry is stale is left to the
 * whole run: a shard has no stale results.
 */
export function judgeScenario(
  { checks }: PlannedScenario,
  { recording, folder }: Pick<PlayedScenario, 'recording' | 'folder'>,
  { baseline, failOn, shard }: Pick<Run, 'baseline' | 'failOn' | 'shard'>,
): JudgedScenario {
  const results = checks.map((check) => judge(check, recording));
  const known = withKnownFailures(results, recording.codex.version, baseline.knownFailures);
  return {
    result: scenarioResultOf(recording, folder),
    checks: known.map((one) => withFailOn(shard !== undefined && isStale(one) ? withoutEntry(one) : one, failOn)),
  };
}

function withoutEntry({ known_failure: _entry, ...result }: CheckResult): CheckResult {
  return result;
}

/**
 * Plays and judges the planned scenarios of a run, each once, when its result is first asked for.
 *
 * @throws Error for a scenario that is not planned; SuiteError `environment` when the disk refuses
 */
export function createResults(run: Run & Pick<PlayContext, 'onSpawn' | 'onPlay' | 'onSilence'>): ResultOf {
  const planned = new Map(planOf(run).map((one) => [one.scenario.name, one]));
  const { play } = createScenarioRunner(run);
  const results = new Map<string, Promise<JudgedScenario | null>>();

  const resultOf = async (name: string): Promise<JudgedScenario | null> => {
    const one = planned.get(name);
    if (one === undefined) throw new Error(`The scenario ${name} is not planned.`);
    const played = await play(one.scenario);
    if (played === null) return null;
    return judgeScenario(one, played, run);
  };

  return (name) => {
    const result = results.get(name) ?? resultOf(name);
    results.set(name, result);
    return result;
  };
}

import { interruptRun } from '../../codex/run-folder.ts';
import { planOf } from '../../scenarios/plan.ts';
import type { Run } from '../../scenarios/run-config.ts';
import { createScenarioRunner, type Concurrency } from '../../scenarios/scenario-runner.ts';

/** Counts of the scenarios of a version. */
export interface PlayedVersion {
  readonly played: number;
  readonly reused: number;
  readonly faults: number;
}

/**
 * Makes the recordings of a run that are not up to date. Null if it was interrupted.
 *
 * @param onScenario called once all scenarios have been queued, and after each scenario
 * @param concurrency shared with other versions @default `run.jobs` scenarios at once
 * @throws SuiteError `environment` if the disk refuses; by then no codex is running any more
 */
export async function playVersion(
  run: Run,
  onScenario: (done: number, total: number) => void,
  concurrency?: Concurrency,
): Promise<PlayedVersion | null> {
  const { play } = createScenarioRunner(run, concurrency);
  const planned = planOf(run);
  let done = 0;
  const playing = planned.map(async ({ scenario }) => {
    const played = await play(scenario);
    if (played === null) return null;
    done += 1;
    onScenario(done, planned.length);
    return { reused: played.reused, faulty: played.recording.harness_errors.length > 0 };
  });
  onScenario(0, planned.length);
  // One refusal of the disk ends all scenarios.
  await Promise.all(playing).catch(() => interruptRun(run.runFolder));
  await Promise.allSettled(playing);
  const all = await Promise.all(playing);
  if (all.includes(null)) return null;
  return {
    played: all.filter((one) => one?.reused === false).length,
    reused: all.filter((one) => one?.reused === true).length,
    faults: all.filter((one) => one?.faulty === true).length,
  };
}

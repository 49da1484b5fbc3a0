import { interruptRun } from '../../codex/run-folder.ts';
import { planOf } from '../../scenarios/plan.ts';
import type { PreparedRun } from '../../scenarios/run-config.ts';
import { createStageManager, type Room } from '../../scenarios/scenario-runner.ts';

/** What playing the scenarios of a version came to. */
export interface PlayedVersion {
  readonly played: number;
  /** Recordings that were up to date. */
  readonly reused: number;
  /** Scenarios that the suite itself failed to record. */
  readonly faults: number;
}

/**
 * Plays all scenarios of a run, unless their recordings are up to date, `jobs` of them at once. Null if it was interrupted.
 *
 * @param onScenario told how many are done, of how many: when all of them have their place in the room, and after each
 * @param room to share with other versions @default one of its own
 * @throws SuiteError `environment` when the disk refuses; by then no codex runs any more
 */
export async function playVersion(
  run: PreparedRun,
  onScenario: (done: number, total: number) => void = () => undefined,
  room?: Room,
): Promise<PlayedVersion | null> {
  const stages = createStageManager(run, room);
  const planned = planOf(run);
  let done = 0;
  const playing = planned.map(async ({ name }) => {
    const played = await stages.play(name);
    if (played === null) return null;
    done += 1;
    onScenario(done, planned.length);
    return { reused: played.reused, faulty: played.recording.harness_errors.length > 0 };
  });
  onScenario(0, planned.length);
  // The first disk that is full is enough: the others need not come to their end.
  await Promise.all(playing).catch(() => interruptRun(run.runFolder));
  const settled = await Promise.allSettled(playing);
  const all = settled.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
  if (all.includes(null)) return null;
  return {
    played: all.filter((one) => one?.reused === false).length,
    reused: all.filter((one) => one?.reused === true).length,
    faults: all.filter((one) => one?.faulty === true).length,
  };
}

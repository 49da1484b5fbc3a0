import { relative } from 'node:path';
import { isInterrupted as isRunInterrupted } from '../codex/run-folder.ts';
import type { Recording } from '../recording/recording.ts';
import { isInterrupted, playInto, recordingFolder } from './recording-cache.ts';
import { planOf } from './plan.ts';
import { createPool, type Pool } from './pool.ts';
import type { PreparedRun } from './run-config.ts';
import { scenariosIn } from './catalog.ts';

/** A recording, and where it was saved. */
export interface Played {
  readonly recording: Recording;
  /** Relative to the output folder. */
  readonly folder: string;
  /** It was there already. */
  readonly reused: boolean;
}

/** Plays the scenarios of a run, each once, and keeps their recordings. */
export interface StageManager {
  /**
   * The recording of the scenario of this name, which is played now unless it was before.
   * Null if the run was interrupted before it came to its end.
   */
  play(name: string): Promise<Played | null>;
}

/** Where scenarios are played. Several runs can share it. */
export interface Room {
  /** For those that use the processor. */
  readonly working: Pool;
  /** For those that only wait: they take no processor, so all that they could use up is time. */
  readonly waiting: Pool;
}

/**
 * Makes room for scenarios that are played at once.
 *
 * @param jobs how many, besides those that only wait
 * @param waiting how many of those @default two for each job
 */
export function createRoom(jobs: number, waiting: number = 2 * jobs): Room {
  return { working: createPool(jobs), waiting: createPool(waiting) };
}

/**
 * Makes the stage manager of a run. With `sideBySide` the first call of `play` starts all planned scenarios: Vitest takes
 * one test after the other, but codex can work for all of them at once.
 *
 * @param room to share with other runs @default one of its own, for `jobs`
 */
export function createStageManager(run: PreparedRun, room: Room = createRoom(run.jobs)): StageManager {
  const scenarios = new Map(scenariosIn(run).map((scenario) => [scenario.name, scenario]));
  const started = new Map<string, Promise<Played | null>>();

  const start = (name: string): Promise<Played | null> => {
    const known = started.get(name);
    if (known !== undefined) return known;
    const scenario = scenarios.get(name);
    if (scenario === undefined) throw new Error(`There is no scenario ${name}`);
    const pool = 'waits' in scenario && scenario.waits ? room.waiting : room.working;
    const playing = pool.run(async () => {
      if (isRunInterrupted(run.runFolder)) return null;
      const { recording, reused } = await playInto(run.recordings, scenario, run);
      const folder = relative(run.outDir, recordingFolder(run.recordings.folder, name));
      return isInterrupted(recording) ? null : { recording, folder, reused };
    });
    // Whoever asks for it is told; a scenario that nobody asks for any more must not end the process.
    playing.catch(() => undefined);
    started.set(name, playing);
    return playing;
  };

  return {
    async play(name) {
      if (run.sideBySide) for (const planned of planOf(run)) void start(planned.name);
      return await start(name);
    },
  };
}

import { relative } from 'node:path';
import { isInterrupted } from '../codex/run-folder.ts';
import type { Recording } from '../recording/recording.ts';
import { playOrReuse, recordingFolder, wasInterrupted } from './recording-cache.ts';
import { createPool, type Pool } from './pool.ts';
import type { PlayContext, Run } from './run-config.ts';
import type { Scenario } from './scenario.ts';

/** A recording, and the folder that holds it. */
export interface PlayedScenario {
  readonly recording: Recording;
  /** Relative to the output folder. */
  readonly folder: string;
  readonly reused: boolean;
}

/** Plays the scenarios of a run, each once, and keeps their recordings. */
export interface ScenarioRunner {
  /** The recording of a scenario, played now unless it was before; null if an interruption of the run cut it off. */
  readonly play: (scenario: Scenario) => Promise<PlayedScenario | null>;
}

/** Limits how many scenarios are played at once. Several runs can share it. */
export interface Concurrency {
  readonly working: Pool;
  /** For scenarios that wait: not limited by the processor. */
  readonly waiting: Pool;
}

/** The scenarios at once in a run of so many jobs. */
export function slotsFor(jobs: number): Readonly<Record<keyof Concurrency, number>> {
  return { working: jobs, waiting: 2 * jobs };
}

/**
 * @param jobs scenarios at once, besides those that wait
 * @param waiting scenarios that wait at once @default those of {@link slotsFor}
 */
export function createConcurrency(jobs: number, waiting: number = slotsFor(jobs).waiting): Concurrency {
  return { working: createPool(jobs), waiting: createPool(waiting) };
}

/**
 * Makes the runner of a run.
 *
 * @param concurrency to share with other runs @default its own, for `jobs`
 */
export function createScenarioRunner(
  run: Run & Pick<PlayContext, 'onSpawn' | 'onPlay' | 'onSilence'>,
  concurrency: Concurrency = createConcurrency(run.jobs),
): ScenarioRunner {
  const started = new Map<string, Promise<PlayedScenario | null>>();

  return {
    play(scenario) {
      const { name, idle = false } = scenario;
      const known = started.get(name);
      if (known !== undefined) return known;
      const playing = (idle ? concurrency.waiting : concurrency.working).run(async () => {
        if (isInterrupted(run.runFolder)) return null;
        run.onPlay?.(name);
        const { recording, reused } = await playOrReuse(run.recordings, scenario, run);
        const folder = relative(run.outDir, recordingFolder(run.recordings.folder, name));
        return wasInterrupted(recording) ? null : { recording, folder, reused };
      });
      started.set(name, playing);
      return playing;
    },
  };
}

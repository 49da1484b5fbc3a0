import { join } from 'node:path';
import { isInterrupted } from '../codex/run-folder.ts';
import { MODES, type Mode, type Recording } from '../recording/recording.ts';
import { saveRecording } from '../recording/save.ts';
import { planOf } from './plan.ts';
import type { PreparedRun } from './prepared-run.ts';
import { runScenario } from './run-scenario.ts';
import type { Scenario } from './scenario.ts';
import { scenariosOf } from './three-modes.ts';

/** A recording, and where it was saved. */
export interface Played {
  readonly recording: Recording;
  /** Relative to the output folder. */
  readonly folder: string;
}

/** Plays the scenarios of a run, each once, and keeps their recordings. */
export interface StageManager {
  /**
   * The recording of the scenario of this name, which is played now unless it was before.
   * Null if the run was interrupted before it came to its end.
   */
  play(name: string): Promise<Played | null>;
}

/**
 * Makes the stage manager of a run. With `sideBySide` the first call of `play` starts the first scenario of every
 * mode: Vitest takes one test file after the other, but codex can work for all of them at once.
 */
export function createStageManager(run: PreparedRun): StageManager {
  const scenarios = new Map(
    MODES.flatMap((mode) => scenariosOf(mode, run.cases)).map((scenario) => [scenario.name, scenario]),
  );
  const started = new Map<string, Promise<Played | null>>();
  const queues = new Map<Mode, Promise<unknown>>();

  const start = (name: string): Promise<Played | null> => {
    const known = started.get(name);
    if (known !== undefined) return known;
    const scenario = scenarios.get(name);
    if (scenario === undefined) throw new Error(`There is no scenario ${name}`);
    // One at a time in each mode: more codex processes than that only get in each other's way.
    const playing = (queues.get(scenario.mode) ?? Promise.resolve()).then(() => playAndSave(scenario, run));
    // Whoever asks for it is told; a scenario that nobody asks for any more must not end the process.
    const settled = playing.catch(() => undefined);
    queues.set(scenario.mode, settled);
    started.set(name, playing);
    return playing;
  };

  return {
    async play(name) {
      if (run.sideBySide) for (const planned of planOf(run.cases, run.only)) void start(planned.name);
      return await start(name);
    },
  };
}

async function playAndSave(scenario: Scenario, run: PreparedRun): Promise<Played | null> {
  if (isInterrupted(run.runFolder)) return null;
  const recording = await runScenario(scenario, run);
  if (recording.processes.some(({ ended_by }) => ended_by === 'interrupt')) return null;
  const folder = join('recordings', ...scenario.name.split('/'));
  await saveRecording(recording, join(run.outDir, folder));
  return { recording, folder };
}

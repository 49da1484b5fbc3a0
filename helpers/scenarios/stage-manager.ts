import { join } from 'node:path';
import { isInterrupted } from '../codex/run-folder.ts';
import type { Mode, Recording } from '../recording/recording.ts';
import { saveRecording } from '../recording/save.ts';
import { planOf, type PlannedScenario } from './plan.ts';
import type { PreparedRun } from './prepared-run.ts';
import { runScenario } from './run-scenario.ts';

/** A recording, and where it was saved. */
export interface Played {
  readonly recording: Recording;
  /** Relative to the output folder. */
  readonly folder: string;
}

/** Plays the scenarios of a run, each once, and keeps their recordings. */
export interface StageManager {
  /** What there is to play in this mode. */
  planned(mode: Mode): readonly PlannedScenario[];
  /**
   * The recording of a planned scenario, which is played now unless it was before.
   * Null if the run was interrupted before it came to its end.
   */
  play(planned: PlannedScenario): Promise<Played | null>;
}

/**
 * Makes the stage manager of a run. With `sideBySide` the first call of `play` starts the first scenario of every
 * mode: Vitest takes one test file after the other, but codex can work for all of them at once.
 */
export function createStageManager(run: PreparedRun): StageManager {
  const plan = planOf(run.cases, run.only);
  const started = new Map<PlannedScenario, Promise<Played | null>>();
  const queues = new Map<Mode, Promise<unknown>>();

  const start = (planned: PlannedScenario): Promise<Played | null> => {
    const known = started.get(planned);
    if (known !== undefined) return known;
    const { mode } = planned.scenario;
    // One at a time in each mode: more codex processes than that only get in each other's way.
    const playing = (queues.get(mode) ?? Promise.resolve()).then(async () => playAndSave(planned, run));
    queues.set(
      mode,
      playing.catch(() => undefined),
    );
    // Whoever asks for it is told; a scenario that nobody asks for any more must not end the process.
    playing.catch(() => undefined);
    started.set(planned, playing);
    return playing;
  };

  return {
    planned: (mode) => plan.filter(({ scenario }) => scenario.mode === mode),
    async play(planned) {
      if (run.sideBySide) for (const one of plan) void start(one);
      return await start(planned);
    },
  };
}

async function playAndSave({ scenario }: PlannedScenario, run: PreparedRun): Promise<Played | null> {
  if (isInterrupted(run.runFolder)) return null;
  const recording = await runScenario(scenario, run);
  if (recording.processes.some(({ ended_by }) => ended_by === 'interrupt')) return null;
  const folder = join('recordings', ...scenario.name.split('/'));
  await saveRecording(recording, join(run.outDir, folder));
  return { recording, folder };
}

import { interruptRun } from '../codex/run-folder.ts';
import { openResults } from '../formats/run/results-folder.ts';
import type { FinishedRun } from '../reporters/files-reporter.ts';
import { planOf } from '../scenarios/plan.ts';
import type { Run } from '../scenarios/run-config.ts';
import { createResults } from '../scenarios/scenario-results.ts';
import type { Io } from './io.ts';
import { silenceText } from './live.ts';
import { earlierDurations } from './progress/earlier-durations.ts';
import { RunProgress } from './progress/run-progress.ts';
import type { ShowOptions } from './report-run.ts';

/** The result of a run. */
export interface Played {
  /** Null when Vitest ended before any test of the suite was known. */
  readonly run: FinishedRun | null;
  readonly interrupted: boolean;
}

/**
 * Plays and judges the scenarios of a run, which Vitest reports, and writes and shows the results, also of a run that is
 * interrupted. All scenarios are played at once, as Vitest takes one test after the other, and it is loaded while codex
 * works.
 */
export async function play(run: Run, io: Io, signal: AbortSignal, options: ShowOptions): Promise<Played> {
  const startedAt = Date.now();
  const planned = planOf(run);
  // Before they are removed.
  const earlier = await earlierDurations(
    run.recordings.folder,
    io.isTTY ? planned.map(({ scenario }) => scenario.name) : [],
  );
  const close = await openResults(run.outDir);
  const started = Promise.withResolvers<void>();
  let waitingFor = Math.min(run.jobs, planned.length);
  const onSpawn = (): void => {
    waitingFor -= 1;
    if (waitingFor === 0) started.resolve();
  };
  const progress = new RunProgress(io, { planned, jobs: run.jobs, earlier, style: options.style });
  const resultOf = createResults({
    ...run,
    onSpawn,
    onPlay: (scenario) => progress.start(scenario),
    onSilence: (silence) => progress.note(silenceText(silence, run)),
  });
  const playing = Promise.allSettled(
    planned.map(async ({ scenario: { name } }) => progress.finish(name, await resultOf(name))),
  );
  try {
    await Promise.race([started.promise, playing]);
    const { reportRun } = await import('./report-run.ts');
    // An interrupted run has results as well.
    return {
      run: await reportRun({ run, planned, resultOf, startedAt, close, progress }, io, options),
      interrupted: signal.aborted,
    };
  } finally {
    progress.end();
    // Nothing is left to play unless Vitest failed.
    interruptRun(run.runFolder);
    await playing;
    await close();
  }
}

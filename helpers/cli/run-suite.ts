import { interruptRun, isInterrupted } from '../codex/run-folder.ts';
import { FilesReporter, type FinishedRun } from '../reporters/files-reporter.ts';
import { TerminalReporter, type TerminalReporterOptions } from '../reporters/terminal-reporter.ts';
import type { Run } from '../scenarios/run-config.ts';
import { planOf, testsOf } from '../scenarios/plan.ts';
import { conformanceProject } from '../scenarios/project.ts';
import { serveResults } from '../scenarios/thread-results.ts';
import { createResults } from '../scenarios/scenario-results.ts';
import { withVitest } from '../scenarios/vitest.ts';
import { outputOf, type Io } from './io.ts';

/** How a run is shown. */
export type PlayOptions = Pick<TerminalReporterOptions, 'outputDir' | 'replay' | 'style'>;

/** The result of a run. */
export interface Played {
  /** Null when Vitest ended before any test of the suite was known. */
  readonly run: FinishedRun | null;
  readonly interrupted: boolean;
}

/**
 * Plays and judges the scenarios of a run, which Vitest reports, and writes and shows the results, also of a run that is
 * interrupted. Codex starts before Vitest is loaded, and all scenarios are played at once: Vitest takes one test after
 * the other.
 */
export async function play(prepared: Run, io: Io, signal: AbortSignal, options: PlayOptions): Promise<Played> {
  const files = new FilesReporter({
    outputDir: prepared.outDir,
    stderr: { write: io.stderr },
    onFailure: () => undefined,
    unmatched: prepared.baseline.unmatched,
    isInterrupted: () => isInterrupted(prepared.runFolder),
    ...(options.replay === undefined ? {} : { replay: options.replay }),
  });
  const terminal = new TerminalReporter({
    files,
    output: outputOf(io, 'stdout'),
    style: io.style,
    ...options,
  });
  let run: FinishedRun | null = null;
  const result = {
    async onTestRunEnd(...end: Parameters<FilesReporter['onTestRunEnd']>) {
      run = await files.finish(...end);
    },
  };
  await files.open();
  const tests = testsOf(planOf(prepared));
  const resultOf = createResults(prepared);
  const playing = Promise.allSettled(tests.map(async ({ scenario }) => await resultOf(scenario)));
  const stopServing = serveResults(resultOf);
  try {
    const project = conformanceProject({ tests, deadlines: prepared });
    // An interrupted run has results as well.
    await withVitest({ reporters: [files, terminal, result], projects: [project] }, async (vitest) => {
      await vitest.start();
    });
  } finally {
    stopServing();
    // Nothing is left to play unless Vitest failed.
    interruptRun(prepared.runFolder);
    await playing;
    await files.close();
  }
  return { run, interrupted: signal.aborted };
}

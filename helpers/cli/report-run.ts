import { isInterrupted } from '../codex/run-folder.ts';
import { createSanitiser } from '../recording/sanitise.ts';
import { FilesReporter, type FinishedRun } from '../reporters/files-reporter.ts';
import { TerminalReporter, type TerminalReporterOptions } from '../reporters/terminal-reporter.ts';
import { suitePaths } from '../scenarios/known-paths.ts';
import type { PlannedScenario } from '../scenarios/plan.ts';
import { reportingProject } from '../scenarios/project.ts';
import type { Run } from '../scenarios/run-config.ts';
import type { ResultOf } from '../scenarios/scenario-results.ts';
import { withVitest } from '../scenarios/vitest.ts';
import { baselineProblems } from './baseline-problems.ts';
import type { Io } from './io.ts';
import type { RunProgress } from './progress/run-progress.ts';

/** How a run is shown. */
export type ShowOptions = Pick<TerminalReporterOptions, 'replay' | 'verbose'> &
  Required<Pick<TerminalReporterOptions, 'style'>>;

/** A run that is being played. */
export interface StartedRun {
  readonly run: Run;
  readonly planned: readonly PlannedScenario[];
  readonly resultOf: ResultOf;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Ends the claim of the folder for the results. */
  readonly close: () => Promise<void>;
  readonly progress: Pick<RunProgress, 'print' | 'end'>;
}

/**
 * Has Vitest report the tests of a run, writes the results and shows them. Null when Vitest ended before any test of the
 * suite was known.
 */
export async function reportRun(
  { run, planned, resultOf, startedAt, close, progress }: StartedRun,
  io: Io,
  options: ShowOptions,
): Promise<FinishedRun | null> {
  const files = new FilesReporter({
    outputDir: run.outDir,
    openFolder: async () => close,
    startedAt: () => startedAt,
    stderr: { write: io.stderr },
    onFailure: () => undefined,
    failOn: run.failOn,
    ...(run.shard === undefined ? baselineProblems(run) : { shard: run.shard }),
    sanitise: createSanitiser({ paths: suitePaths(run, io.env), secrets: run.live?.secrets ?? [] }).text,
    isInterrupted: () => isInterrupted(run.runFolder),
    ...(options.replay === undefined ? {} : { replay: options.replay }),
  });
  const terminal = new TerminalReporter({
    files,
    write: (text) => {
      progress.end();
      io.stdout(text);
    },
    onLine: options.verbose === true ? progress.print : undefined,
    columns: io.isTTY ? io.columns : undefined,
    codexPath: run.codex.path,
    ...options,
  });
  const project = reportingProject(planned, resultOf);
  await withVitest({ ...project, reporters: [files, terminal] }, async (vitest) => {
    await vitest.start();
  });
  return await files.finish([], [], 'interrupted');
}

import { isInterrupted } from '../codex/run-folder.ts';
import { FilesReporter } from '../reporters/files-reporter.ts';
import type { FinishedRun } from '../reporters/finished-run.ts';
import { TerminalReporter, type TerminalReporterOptions } from '../reporters/terminal-reporter.ts';
import type { PreparedRun } from '../scenarios/run-config.ts';
import { conformanceProject } from '../scenarios/project.ts';
import { withVitest } from '../scenarios/vitest.ts';
import { outputOf, type Io } from './io.ts';

/** How a run is shown. */
export type PlayOptions = Pick<TerminalReporterOptions, 'outputDir' | 'replay' | 'style'>;

/** What a run came to. */
export interface Played {
  /** Null when Vitest ended before any test of the suite was known. */
  readonly run: FinishedRun | null;
  readonly interrupted: boolean;
}

/** Has Vitest run the conformance project, and writes and shows the results, also of a run that is interrupted. */
export async function play(prepared: PreparedRun, io: Io, signal: AbortSignal, options: PlayOptions): Promise<Played> {
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
  const reporters = [files, terminal, result];
  await withVitest({ reporters, projects: [conformanceProject(prepared)] }, async (vitest) => {
    if (!signal.aborted) await vitest.start();
  });
  return { run, interrupted: signal.aborted };
}

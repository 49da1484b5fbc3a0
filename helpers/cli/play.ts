import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { isInterrupted } from '../codex/run-folder.ts';
import { FilesReporter } from '../reporters/files-reporter.ts';
import type { FinishedRun } from '../reporters/finished-run.ts';
import { TerminalReporter, type TerminalReporterOptions } from '../reporters/terminal-reporter.ts';
import type { PreparedRun } from '../scenarios/prepared-run.ts';
import { conformanceProject } from '../scenarios/project.ts';
import { SUITE_ROOT } from '../suite-root.ts';
import { interruptible } from './interruptible.ts';
import type { Io } from './io.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** How a run is shown. */
export type PlayOptions = Pick<TerminalReporterOptions, 'outputDir' | 'replay'>;

/** What a run came to. */
export interface Played {
  /** Null when Vitest ended before any test of the suite was known. */
  readonly run: FinishedRun | null;
  readonly interrupted: boolean;
}

/** Has Vitest run the conformance project, and writes and shows the results, also of a run that is interrupted. */
export async function play(prepared: PreparedRun, io: Io, options: PlayOptions): Promise<Played> {
  const { stdout, stderr, isTTY, env } = io;
  const files = new FilesReporter({
    outputDir: prepared.outDir,
    stderr: { write: stderr },
    onFailure: () => undefined,
    unmatched: prepared.baseline.unmatched,
    isInterrupted: () => isInterrupted(prepared.runFolder),
    ...(options.replay === undefined ? {} : { replay: options.replay }),
  });
  const terminal = new TerminalReporter({
    files,
    output: {
      write: stdout,
      isTTY,
      get columns() {
        return io.columns;
      },
    },
    env,
    ...options,
  });
  let run: FinishedRun | null = null;
  const result = {
    async onTestRunEnd(...end: Parameters<FilesReporter['onTestRunEnd']>) {
      run = await files.finish(...end);
    },
  };
  return await interruptible(prepared.runFolder, async (interruption) => {
    const { createVitest } = await import('vitest/node');
    shareCompileCache();
    const letGo = noteSignalListeners();
    const vitest = await createVitest(
      {
        root: SUITE_ROOT,
        config: false,
        watch: false,
        // Of an earlier run it would take the order of the files.
        cache: false,
        reporters: [files, terminal, result],
        projects: [conformanceProject(prepared)],
      },
      { logLevel: 'silent' },
    );
    letGo();
    try {
      if (!interruption.interrupted) await vitest.start();
    } finally {
      await vitest.close();
      // Vitest sets the exit code of the process; here the command decides.
      process.exitCode = undefined;
    }
    return { run, interrupted: interruption.interrupted };
  });
}

/** Vitest's worker looks for it in the environment that this process has when the worker starts. */
function shareCompileCache(): void {
  const folder = getCompileCacheDir();
  // It ends in a folder for this build of Node.js, which the worker adds again.
  if (folder !== undefined) process.env['NODE_COMPILE_CACHE'] ??= dirname(folder);
}

/**
 * Gives a function that removes the listeners to signals that were added since. Vitest's own end the process at once,
 * before any result is written.
 */
function noteSignalListeners(): () => void {
  const before = SIGNALS.map((signal) => process.listeners(signal));
  return () => {
    for (const [index, signal] of SIGNALS.entries()) {
      for (const listener of process.listeners(signal))
        if (!before[index]!.includes(listener)) process.off(signal, listener);
    }
  };
}

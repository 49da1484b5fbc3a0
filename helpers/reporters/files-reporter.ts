import type { Reporter } from 'vitest/node';
import type { UnmatchedFailure } from '../checks/baseline.ts';
import { DEFAULT_FAIL_ON, type CheckResult, type Level } from '../checks/verdict.ts';
import { messageOf, SuiteError } from '../util/errors.ts';
import { npmReplay, type ReplayCommand } from '../formats/npm-replay.ts';
import { openResults } from '../formats/run/results-folder.ts';
import { writeResults } from '../formats/run/write.ts';
import { runResultOf, type RunResult } from '../formats/run-result.ts';
import { escapeTerminal } from '../util/terminal/escape.ts';
import type { Shard } from '../scenarios/shard.ts';
import { CONFORMANCE } from '../scenarios/project.ts';
import { collectTestResults } from './collect-test-results.ts';
import type { RunEnd } from './vitest-run.ts';

/** A run whose results were, or could not be, written. */
export interface FinishedRun {
  readonly result: RunResult;
  readonly outputDir: string;
  readonly written: boolean;
}

/** Options of {@link FilesReporter}. */
export interface FilesReporterOptions {
  /** Folder of the result files. Made where it is missing. */
  readonly outputDir: string;
  /**
   * Removes secrets and paths from the messages of crashed tests, which come from no recording.
   *
   * @default the text as it is
   */
  readonly sanitise?: (text: string) => string;
  /** Whether the run was interrupted, although Vitest ended normally. @default never */
  readonly isInterrupted?: () => boolean;
  /** Baseline entries that match no check or scenario. @default none */
  readonly unmatched?: readonly UnmatchedFailure[];
  /** The patterns of a baseline that are stale by these results on this version. @default none */
  readonly staleIn?: (results: readonly CheckResult[], version: string) => readonly UnmatchedFailure[];
  /** The lowest level whose failures are red. @default should */
  readonly failOn?: Level;
  /** The share of this machine. @default a whole run */
  readonly shard?: Shard | null;
  /** The command that runs one scenario again, or everything when it is null. @default that of the checkout */
  readonly replay?: ReplayCommand;
  /** @default process.stderr */
  readonly stderr?: { write(text: string): unknown };
  /** Called with the exit code when the files cannot be written. @default sets process.exitCode */
  readonly onFailure?: (exitCode: number) => void;
  /** Claims the folder before any test runs, and returns a function that ends the claim. @default openResults */
  readonly openFolder?: typeof openResults;
  /** When the run started, in milliseconds since the epoch. Called before any test runs. @default `now` */
  readonly startedAt?: () => number;
  /** Milliseconds since the epoch. @default Date.now */
  readonly now?: () => number;
}

/**
 * Vitest reporter that writes the result files of a run, also of an interrupted one, and removes those of an earlier run
 * when it starts. A run without a module of the project touches nothing.
 */
export class FilesReporter implements Reporter {
  readonly #options: Required<FilesReporterOptions>;
  #startedAt: number;
  #finished: Promise<FinishedRun | null> | undefined;
  #close: () => Promise<void> = async () => undefined;

  constructor(options: FilesReporterOptions) {
    this.#options = {
      sanitise: (text) => text,
      isInterrupted: () => false,
      unmatched: [],
      staleIn: () => [],
      failOn: DEFAULT_FAIL_ON,
      shard: null,
      replay: npmReplay,
      stderr: process.stderr,
      onFailure: (exitCode) => {
        process.exitCode = exitCode;
      },
      openFolder: openResults,
      now: Date.now,
      startedAt: options.now ?? Date.now,
      ...options,
    };
    this.#startedAt = this.#options.startedAt();
  }

  /**
   * Vitest calls this before any test runs.
   *
   * @throws FolderInUse if another run is writing to the folder
   */
  async onTestRunStart(specifications: readonly { readonly project: { readonly name: string } }[]): Promise<void> {
    const { outputDir, openFolder, startedAt } = this.#options;
    this.#startedAt = startedAt();
    this.#finished = undefined;
    if (specifications.some(({ project }) => project.name === CONFORMANCE)) this.#close = await openFolder(outputDir);
  }

  async onTestRunEnd(...end: RunEnd): Promise<void> {
    await this.finish(...end);
  }

  /**
   * Sums the run up and writes the files, once for each run however often it is called, so that another reporter can wait
   * for them. Null when no module of the project ran. Never rejects: a failure is one message on stderr and exit code 3.
   */
  finish(...end: RunEnd): Promise<FinishedRun | null> {
    this.#finished ??= this.#finishAndClose(...end);
    return this.#finished;
  }

  async #finishAndClose(...end: RunEnd): Promise<FinishedRun | null> {
    try {
      return await this.#finish(...end);
    } finally {
      await this.#close();
    }
  }

  async #finish(...[modules, unhandledErrors, reason]: RunEnd): Promise<FinishedRun | null> {
    const { failOn, isInterrupted, now, outputDir, replay, sanitise, shard, staleIn, unmatched } = this.#options;
    const ours = modules.filter((module) => module.project.name === CONFORMANCE);
    if (ours.length === 0) return null;
    const end = isInterrupted() ? 'interrupted' : reason;
    const tests = collectTestResults([ours, unhandledErrors, end], sanitise);
    const version = tests.scenarios[0]?.codex.version;
    const checks = tests.checks.map(({ result }) => result);
    const result = runResultOf(tests, {
      startedAt: new Date(this.#startedAt),
      durationMs: now() - this.#startedAt,
      failOn,
      shard,
      unmatched: [...unmatched, ...(version === undefined ? [] : staleIn(checks, version))],
    });
    try {
      await writeResults(result, outputDir, replay);
      return { result, outputDir, written: true };
    } catch (error) {
      this.#complain(error);
      return { result, outputDir, written: false };
    }
  }

  #complain(error: unknown): void {
    const { onFailure, stderr } = this.#options;
    const hint = error instanceof SuiteError && error.hint !== undefined ? `\n${escapeTerminal(error.hint)}` : '';
    stderr.write(`error: the results could not be written: ${escapeTerminal(messageOf(error))}${hint}\n`);
    onFailure(new SuiteError('environment', '').exitCode);
  }
}

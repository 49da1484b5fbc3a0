import type { Codex } from '../codex/identify.ts';
import type { RunFolder } from '../codex/run-folder.ts';
import type { UnmatchedFailure } from '../checks/baseline.ts';
import type { KnownFailure } from '../inputs/baseline-schema.ts';
import type { Cases } from '../inputs/cases.ts';
import type { Mode } from '../recording/mode.ts';

/** How a live run reaches the user's own codex. */
export interface LiveOptions {
  /** The folder in which codex works. */
  readonly workspace: string;
  /** The whole environment of codex: the user's, with CODEX_HOME where one was chosen. */
  readonly env: Readonly<Record<string, string>>;
  /** Values that must not reach any file. */
  readonly secrets: readonly string[];
}

/** The failures of codex that are known and accepted. */
export interface RunBaseline {
  readonly knownFailures: readonly KnownFailure[];
  /** Those of them that speak of nothing that there is. */
  readonly unmatched: readonly UnmatchedFailure[];
}

/** Where the recordings of a run are kept. */
export interface RecordingsOfRun {
  /** Absolute path. */
  readonly folder: string;
  /** Use recordings again that are up to date. */
  readonly reuse: boolean;
}

/** All that playing and judging one run needs. Plain data: it can travel to Vitest's worker. */
export interface PreparedRun {
  readonly codex: Codex;
  readonly runFolder: RunFolder;
  /** Absolute path of the folder for results. */
  readonly outDir: string;
  readonly cases: Cases;
  /** Globs on scenario names and check ids; empty for all. */
  readonly only: readonly string[];
  /** Also play the extended scenarios. */
  readonly extended: boolean;
  /** How many scenarios are played at once, besides those that only wait. */
  readonly jobs: number;
  readonly recordings: RecordingsOfRun;
  readonly baseline: RunBaseline;
  /** Milliseconds that one turn may take. */
  readonly deadlineMs: number;
  /** Milliseconds that codex may take to exit after the last event of its turn. */
  readonly exitGraceMs: number;
  /** Null for a run with the scripted model. */
  readonly live: LiveOptions | null;
}

/** The tests of one scenario. */
export interface PlannedTests {
  readonly scenario: string;
  readonly mode: Mode;
  readonly extended: boolean;
  /** Ids. */
  readonly checks: readonly string[];
}

/** What the test files know of a run. Plain data: it travels to Vitest's worker. */
export interface TestedRun {
  /** In the order in which they are reported. */
  readonly tests: readonly PlannedTests[];
  /** The name of the channel of `serveResults`, or the run, which the worker plays. */
  readonly source: { readonly channel: string } | { readonly run: PreparedRun };
}

/** The part of a run that playing one scenario takes. */
export type PlayPlace = Pick<PreparedRun, 'codex' | 'runFolder' | 'deadlineMs' | 'exitGraceMs' | 'live'>;

import type { Codex } from '../codex/identify.ts';
import type { RunFolder } from '../codex/run-folder.ts';
import type { UnmatchedFailure } from '../checks/baseline.ts';
import type { Level } from '../checks/verdict.ts';
import type { KnownFailure } from '../inputs/baseline-schema.ts';
import type { Cases } from '../inputs/cases.ts';
import type { LiveSilence } from './live-silence.ts';
import type { Shard } from './shard.ts';

/** The user's own codex in a live run. */
export interface LiveOptions {
  readonly workspace: string;
  /** The whole environment of codex: the user's, with CODEX_HOME if one was chosen. */
  readonly env: Readonly<Record<string, string>>;
  /** Values that must not reach any file. */
  readonly secrets: readonly string[];
}

/** The known failures of codex. */
export interface RunBaseline {
  /** Those of the user first. */
  readonly knownFailures: readonly KnownFailure[];
  readonly unmatched: readonly UnmatchedFailure[];
}

/** Where the recordings of a run are kept. */
export interface RecordingCache {
  /** Absolute path. */
  readonly folder: string;
  readonly reuse: boolean;
}

/** One run of the suite on one codex. Plain data: it can be sent to Vitest's worker. */
export interface Run {
  readonly codex: Codex;
  readonly runFolder: RunFolder;
  readonly outDir: string;
  readonly cases: Cases;
  /** Globs on scenario names and check ids; empty for all. */
  readonly only: readonly string[];
  readonly extended: boolean;
  readonly thorough?: boolean | undefined;
  /** The share of this machine; undefined for all scenarios. */
  readonly shard?: Shard | undefined;
  readonly jobs: number;
  readonly recordings: RecordingCache;
  readonly baseline: RunBaseline;
  /** The lowest level whose failures are red. */
  readonly failOn: Level;
  readonly deadlineMs: number;
  /** Milliseconds that codex may take to exit after the last event of its turn. */
  readonly exitGraceMs: number;
  /** Null for a run with the scripted model. */
  readonly live: LiveOptions | null;
}

/** The validated options of a run, without its codex. */
export type RunConfig = Omit<Run, 'codex' | 'runFolder'>;

/** The part of a run that one scenario needs. */
export interface PlayContext extends Pick<Run, 'codex' | 'runFolder' | 'deadlineMs' | 'exitGraceMs' | 'live'> {
  /** Called when a codex has been started. */
  readonly onSpawn?: () => void;
  /** Called with the name of a scenario when its play begins. */
  readonly onPlay?: (scenario: string) => void;
  /** Called when a codex of a live run prints no event for a while. */
  readonly onSilence?: (silence: LiveSilence) => void;
}

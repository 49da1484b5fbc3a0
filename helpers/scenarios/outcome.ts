import type { Mode } from '../recording/mode.ts';
import type { RecordedCodex } from '../recording/recording.ts';

/** One turn: what was asked, what should have come back, and what did. */
export interface TurnOutcome {
  /** Counts from 1. */
  readonly turn: number;
  readonly prompt: string;
  readonly expected_reply: string;
  /** Null when no reply came. */
  readonly actual_reply: string | null;
  readonly exact_match: boolean;
}

/** Tokens as codex reported them at the end of the last turn. Which counters there are depends on the version. */
export type Usage = Readonly<Record<string, number>>;

/** What a scenario of the three modes came to, in the terms of the result files. All text in it is sanitised but untrusted. */
export interface ScenarioOutcome {
  readonly scenario: string;
  readonly mode: Mode;
  /** The name of the case, from the cases file. */
  readonly case: string;
  /** The command line of each process, program first, with placeholders for paths. */
  readonly commands: readonly (readonly string[])[];
  readonly codex: RecordedCodex;
  readonly thread_id: string | null;
  readonly turns: readonly TurnOutcome[];
  readonly usage: Usage | null;
  /** Exit code of each process; null for one that died by a signal. */
  readonly exit_codes: readonly (number | null)[];
  /** What codex said went wrong: the turn's error, the protocol error, or the last words on stderr. Null when all is well. */
  readonly error: string | null;
  /** Only for `exec_persistent`: both processes named the same thread. */
  readonly same_thread_on_resume: boolean | null;
  /** Such as: why `--ephemeral` was left out. */
  readonly notes: readonly string[];
  /** Folder of the recording, relative to the output folder. */
  readonly recording: string;
  readonly timing: OutcomeTiming;
}

/** Milliseconds. */
export interface OutcomeTiming {
  readonly duration_ms: number;
  readonly processes: readonly {
    readonly first_output_ms: number | null;
    readonly turn_ended_ms: number | null;
    readonly duration_ms: number;
  }[];
}

import type { ProcessEnd } from '../codex/codex-process.ts';
import type { ProcessRecord } from './recording.ts';

/** The part of a record that only the driver knows. */
type Driven = Pick<ProcessRecord, 'process' | 'argv' | 'stdin' | 'stdout' | 'arrivals' | 'wire'> & {
  /** The environment of the process. Only the names are recorded. */
  readonly env: Readonly<Record<string, string>>;
  readonly turnEndedMs: number | null;
};

/** The record of a process that has ended. */
export function processRecord({ env, turnEndedMs, ...driven }: Driven, end: ProcessEnd): ProcessRecord {
  return {
    ...driven,
    env_names: Object.keys(env).toSorted(),
    exit_code: end.exitCode,
    signal: end.signal,
    ended_by: end.endedBy,
    spawn_error: end.spawnError,
    timing: { first_output_ms: end.firstOutputMs, turn_ended_ms: turnEndedMs, duration_ms: end.durationMs },
    stderr: end.stderr,
    survivors: end.survivors,
  };
}

import { join } from 'node:path';
import { SuiteError } from '../util/errors.ts';
import { loadRecording } from '../recording/load.ts';
import type { Recording } from '../recording/recording.ts';
import { saveRecording } from '../recording/save.ts';
import type { PreparedRun, RecordingsOfRun } from './run-config.ts';
import { runScenario } from './run-scenario.ts';
import type { Scenario } from './scenario.ts';

/** A recording, and whether it was there already. */
export interface Archived {
  readonly recording: Recording;
  readonly reused: boolean;
}

/** The folder of the recording of a scenario. */
export function recordingFolder(folder: string, scenario: string): string {
  return join(folder, ...scenario.split('/'));
}

/**
 * The recording of a scenario from a folder of recordings. It is made now unless `reuse` is true and there is one of the
 * same binary and the same fingerprint that nothing cut off; then it is saved there. See {@link RecordingsOfRun}.
 *
 * @throws SuiteError `environment` when the disk refuses
 */
export async function playInto(
  { folder, reuse }: RecordingsOfRun,
  scenario: Scenario,
  run: Pick<PreparedRun, 'codex' | 'runFolder' | 'deadlineMs' | 'exitGraceMs' | 'live'>,
): Promise<Archived> {
  const place = recordingFolder(folder, scenario.name);
  const known = reuse ? await upToDate(place, scenario, run.codex.sha256) : null;
  if (known !== null) return { recording: known, reused: true };
  const recording = await runScenario(scenario, run);
  if (!isInterrupted(recording)) await saveRecording(recording, place);
  return { recording, reused: false };
}

/** True if `playInto` would use the recording of this scenario, and this binary, again. */
export async function isUpToDate(folder: string, scenario: Scenario, sha256: string): Promise<boolean> {
  return (await upToDate(recordingFolder(folder, scenario.name), scenario, sha256)) !== null;
}

/** True for a recording that an interruption of the run cut off. */
export function isInterrupted({ processes }: Recording): boolean {
  return processes.some(({ ended_by }) => ended_by === 'interrupt');
}

/** Null where there is none, or one that cannot be used again: it is made anew. */
async function upToDate(folder: string, { fingerprint }: Scenario, sha256: string): Promise<Recording | null> {
  try {
    const recording = await loadRecording(folder);
    const same = recording.codex.sha256 === sha256 && recording.fingerprint === fingerprint;
    return same && recording.harness_errors.length === 0 ? recording : null;
  } catch (error) {
    if (error instanceof SuiteError && error.kind === 'usage') return null;
    throw error;
  }
}

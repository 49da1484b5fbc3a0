import { join } from 'node:path';
import { SuiteError } from '../errors.ts';
import { loadRecording } from '../recording/load.ts';
import type { Recording } from '../recording/recording.ts';
import { saveRecording } from '../recording/save.ts';
import type { PreparedRun } from './prepared-run.ts';
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
 * same binary and the same fingerprint that nothing cut off; then it is saved there.
 *
 * @throws SuiteError `environment` when the disk refuses
 */
export async function playInto(
  { folder, reuse }: PreparedRun['recordings'],
  scenario: Scenario,
  run: Pick<PreparedRun, 'codex' | 'runFolder' | 'deadlineMs' | 'exitGraceMs' | 'live'>,
): Promise<Archived> {
  const place = recordingFolder(folder, scenario.name);
  const known = reuse ? await recordingIn(place) : null;
  if (known !== null && known.codex.sha256 === run.codex.sha256 && known.fingerprint === scenario.fingerprint) {
    return { recording: known, reused: true };
  }
  const recording = await runScenario(scenario, run);
  if (!isInterrupted(recording)) await saveRecording(recording, place);
  return { recording, reused: false };
}

/** True for a recording that an interruption of the run cut off. */
export function isInterrupted({ processes }: Recording): boolean {
  return processes.some(({ ended_by }) => ended_by === 'interrupt');
}

/** Null where there is none, or one that cannot be read: it is made anew. */
async function recordingIn(folder: string): Promise<Recording | null> {
  try {
    const recording = await loadRecording(folder);
    return recording.harness_errors.length > 0 ? null : recording;
  } catch (error) {
    if (error instanceof SuiteError && error.kind === 'usage') return null;
    throw error;
  }
}

import { join } from 'node:path';
import { SuiteError } from '../util/errors.ts';
import { loadRecording } from '../recording/load.ts';
import type { Recording } from '../recording/recording.ts';
import { saveRecording } from '../recording/save.ts';
import type { PlayContext, RecordingCache } from './run-config.ts';
import { runScenario } from './run-scenario.ts';
import type { Scenario } from './scenario.ts';

export interface CachedRecording {
  readonly recording: Recording;
  readonly reused: boolean;
}

/** The folder of the recording of a scenario. */
export function recordingFolder(folder: string, scenario: string): string {
  return join(folder, ...scenario.split('/'));
}

/**
 * The recording of a scenario. With `reuse` it is taken from the folder if it is up to date: complete, of the same binary,
 * and with the same fingerprint. Otherwise it is made now and saved there.
 *
 * @throws SuiteError `environment` if the disk refuses
 */
export async function playOrReuse(
  { folder, reuse }: RecordingCache,
  scenario: Scenario,
  run: PlayContext,
): Promise<CachedRecording> {
  const place = recordingFolder(folder, scenario.name);
  const known = reuse ? await upToDate(place, scenario, run.codex.sha256) : null;
  if (known !== null) return { recording: known, reused: true };
  const recording = await runScenario(scenario, run);
  if (!wasInterrupted(recording)) await saveRecording(recording, place);
  return { recording, reused: false };
}

/** True if `playOrReuse` would reuse the recording. @param sha256 of the binary */
export async function isUpToDate(folder: string, scenario: Scenario, sha256: string): Promise<boolean> {
  return (await upToDate(recordingFolder(folder, scenario.name), scenario, sha256)) !== null;
}

/** True for a recording that was cut off by an interruption of the run. */
export function wasInterrupted({ processes }: Recording): boolean {
  return processes.some(({ ended_by }) => ended_by === 'interrupt');
}

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

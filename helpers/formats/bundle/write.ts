import { join } from 'node:path';
import { isRed, type CheckResult } from '../../checks/verdict.ts';
import { SuiteError } from '../../util/errors.ts';
import { writeFileAtomic } from '../../util/fs/atomic.ts';
import { loadRecording } from '../../recording/load.ts';
import { MODES } from '../../recording/mode.ts';
import type { Recording } from '../../recording/recording.ts';
import { jsonText } from '../run/json.ts';
import { asset } from '../html/assets.ts';
import type { RunModel } from '../run-model.ts';
import { bundleReadme } from './readme.ts';

import { scriptOf } from './script.ts';

/** Folder of the bundles, relative to the output folder. */
export const BUNDLES = 'bundles';

/** The file by which a folder is known to be a bundle. */
export const SCRIPT_FILE = 'script.json';

/**
 * Writes `bundles/<scenario>/` for each scenario with a red check: `README.md`, `repro.mjs` and `script.json`. There is none
 * for what cannot be played again: a live model, a fault of the suite, a recording that was not saved.
 *
 * @throws SuiteError `environment` when the disk refuses
 */
export async function writeBundles(model: RunModel, outputDir: string): Promise<void> {
  for (const { outcome, checks } of MODES.flatMap((mode) => [...model.modes[mode].cases, ...model.modes[mode].depth])) {
    const red = checks.filter(isRed);
    if (red.length === 0) continue;
    const recording = await recordingOr(join(outputDir, outcome.recording));
    if (recording === null || !isPlayable(recording)) continue;
    const folder = join(outputDir, BUNDLES, ...outcome.scenario.split('/'));
    for (const [name, text] of bundleFiles(recording, red)) await writeFileAtomic(join(folder, name), text);
  }
}

/** The files of a bundle, by name. */
export function bundleFiles(recording: Recording, red: readonly CheckResult[]): Map<string, string> {
  return new Map([
    ['README.md', bundleReadme(recording, red)],
    ['repro.mjs', asset('repro.mjs')],
    [SCRIPT_FILE, jsonText(scriptOf(recording))],
  ]);
}

function isPlayable({ model_source, processes, harness_errors }: Recording): boolean {
  return model_source === 'scripted' && processes.length > 0 && harness_errors.length === 0;
}

async function recordingOr(folder: string): Promise<Recording | null> {
  try {
    return await loadRecording(folder);
  } catch (error) {
    if (error instanceof SuiteError && error.kind === 'usage') return null;
    throw error;
  }
}

import { join } from 'node:path';
import { isRed, type CheckResult } from '../../checks/verdict.ts';
import { SuiteError } from '../../util/errors.ts';
import { writeFileAtomic } from '../../util/fs/atomic.ts';
import { loadRecording } from '../../recording/load.ts';
import type { Recording } from '../../recording/recording.ts';
import { jsonText } from '../../util/text/json-text.ts';
import { type RunResult, reportedScenarios } from '../run-result.ts';
import { asset } from '../html/assets.ts';
import { BUNDLES, SCRIPT_FILE } from './layout.ts';
import { bundleReadme } from './readme.ts';
import { scriptOf } from './script.ts';

/**
 * Writes `bundles/<scenario>/` for each scenario with a red check: `README.md`, `repro.mjs` and `script.json`. There is none
 * for a scenario that its program cannot replay: one with a live model, another transport, a harness error, or no saved recording.
 *
 * @throws SuiteError `environment` when the disk refuses
 */
export async function writeBundles(run: RunResult, outputDir: string): Promise<void> {
  for (const { result, checks } of reportedScenarios(run)) {
    const red = checks.filter(isRed);
    if (red.length === 0) continue;
    const recording = await recordingOr(join(outputDir, result.recording));
    if (recording === null || !isPlayable(recording)) continue;
    const folder = join(outputDir, BUNDLES, ...result.scenario.split('/'));
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
  // The program speaks over standard streams.
  const isNetworked = processes.some(({ argv }) => argv.includes('--listen'));
  return model_source === 'scripted' && processes.length > 0 && !isNetworked && harness_errors.length === 0;
}

async function recordingOr(folder: string): Promise<Recording | null> {
  try {
    return await loadRecording(folder);
  } catch (error) {
    if (error instanceof SuiteError && error.kind === 'usage') return null;
    throw error;
  }
}

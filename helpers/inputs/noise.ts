import { fileURLToPath } from 'node:url';
import { invalidInput, readInput } from './input-file.ts';
import { parseJson } from './json.ts';
import { noiseKeysAt, noiseSchema, type NoiseFile } from './noise-schema.ts';
import { describeProblems } from './problems.ts';

/** Absolute path of the noise file of the suite. */
export const SUITE_NOISE_FILE = fileURLToPath(new URL('../../inputs/noise.json', import.meta.url));

/**
 * Loads measured noise; the format is in `docs/schemas/noise.schema.json`.
 *
 * @throws SuiteError `usage` for an unreadable or invalid file; the message lists all problems
 */
export async function loadNoise(file: string = SUITE_NOISE_FILE): Promise<NoiseFile> {
  const root = parseJson(await readInput(file, 'the measured noise', 'Measure it: npm run noise'), file);
  const { data, error } = noiseSchema.safeParse(root);
  if (data === undefined) {
    throw invalidInput(file, describeProblems(root, error.issues, noiseKeysAt), 'Measure it again: npm run noise');
  }
  return { measured: data.measured, noise: data.noise };
}

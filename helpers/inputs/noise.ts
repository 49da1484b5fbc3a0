import { fileURLToPath } from 'node:url';
import { invalidInput, readInput } from './input-file.ts';
import { parseJson } from './json.ts';
import { noiseKeysAt, noiseSchema, type NoiseFile } from './noise-schema.ts';
import { describeProblems } from './problems.ts';

/** Absolute path of the measured noise that comes with the suite. */
export const SUITE_NOISE_FILE = fileURLToPath(new URL('../../inputs/noise.json', import.meta.url));

/**
 * What is known to vary by itself. Its form is described by `docs/schemas/noise.schema.json`.
 * @throws {SuiteError} `usage`, if the file cannot be read or is wrong; the message lists all that is wrong with it.
 */
export async function loadNoise(file: string = SUITE_NOISE_FILE): Promise<NoiseFile> {
  const root = parseJson(await readInput(file, 'the measured noise', 'Measure it: npm run noise'), file);
  const { data, error } = noiseSchema.safeParse(root);
  if (data === undefined) {
    throw invalidInput(file, describeProblems(root, error.issues, noiseKeysAt), 'Measure it anew: npm run noise');
  }
  return { measured: data.measured, noise: data.noise };
}

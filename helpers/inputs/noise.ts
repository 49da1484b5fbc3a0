import { fileURLToPath } from 'node:url';
import { parseInput, readInput } from './input-file.ts';
import { noiseSchema, type NoiseFile } from './noise-schema.ts';

/** Absolute path of the noise file of the suite. */
export const SUITE_NOISE_FILE = fileURLToPath(new URL('../../inputs/noise.json', import.meta.url));

/**
 * Loads measured noise; the format is in `docs/schemas/noise.schema.json`.
 *
 * @throws SuiteError `usage` for an unreadable or invalid file; the message lists all problems
 */
export async function loadNoise(file: string = SUITE_NOISE_FILE): Promise<NoiseFile> {
  const text = await readInput(file, 'the measured noise', 'Measure it: npm run noise');
  const { measured, noise } = parseInput(text, file, noiseSchema, 'Measure it again: npm run noise');
  return { measured, noise };
}

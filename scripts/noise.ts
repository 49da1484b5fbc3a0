import { loadNoise, SUITE_NOISE_FILE } from '../helpers/inputs/noise.ts';
import { SuiteError } from '../helpers/util/errors.ts';
import { writeFileAtomic } from '../helpers/util/fs/atomic.ts';
import { addedNoise, noiseIn } from '../helpers/versions/diff/measure-noise.ts';

const words = process.argv.slice(2);
const folders = words.filter((word) => word !== '--add');
try {
  if (folders.length === 0) {
    throw new SuiteError('usage', 'Nothing to measure.', {
      hint: 'Name folders with several recordings of one version: npm run noise -- [--add] DIR…',
    });
  }
  const found = await noiseIn(folders);
  const noise = words.includes('--add') ? addedNoise(await loadNoise(), found) : found;
  const file = { $schema: '../docs/schemas/noise.schema.json', ...noise };
  await writeFileAtomic(SUITE_NOISE_FILE, `${JSON.stringify(file, null, 2)}\n`);
} catch (error) {
  if (!(error instanceof SuiteError)) throw error;
  process.stderr.write(`error: ${error.message}\n${error.hint === undefined ? '' : `hint: ${error.hint}\n`}`);
  process.exitCode = error.exitCode;
}

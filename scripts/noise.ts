import { SuiteError } from '../helpers/util/errors.ts';
import { loadNoise, SUITE_NOISE_FILE } from '../helpers/inputs/noise.ts';
import type { NoiseFile } from '../helpers/inputs/noise-schema.ts';
import { writeFileAtomic } from '../helpers/util/fs/atomic.ts';
import { byVersion } from '../helpers/inputs/version-range.ts';
import { measureNoise } from '../helpers/versions/diff/measure-noise.ts';
import { byKeys, weaker, withoutCovered } from '../helpers/versions/diff/noise.ts';
import type { Observation } from '../helpers/versions/facts/version-facts.ts';
import { observationsIn } from '../helpers/versions/facts/observations-in.ts';

/**
 * Measures the noise in folders of recordings. All recordings of one version and one scenario are repeats of each other,
 * in whichever of the folders they are; a scenario that a version played once says nothing.
 */
export async function noiseIn(folders: readonly string[]): Promise<NoiseFile> {
  const observations = (await observationsIn(folders)).map(repeatedOnly).filter(({ scenarios }) => scenarios.size > 0);
  return measureNoise(observations);
}

/** What two measurements found, together: a fact that varied in either is noise, in the weaker form. */
export function addedNoise(known: NoiseFile, more: NoiseFile): NoiseFile {
  const rules = new Map(known.noise.map((rule) => [rule.keys, rule]));
  for (const rule of more.noise) {
    const found = rules.get(rule.keys);
    if (found === undefined) rules.set(rule.keys, rule);
    else if (found.below !== undefined && rule.below === undefined) rules.set(rule.keys, rule);
    else if (found.below === rule.below) {
      rules.set(rule.keys, { ...found, reduce: weaker(found.reduce, rule.reduce) });
    }
  }
  return {
    measured: [...known.measured, ...more.measured].toSorted((a, b) => byVersion(a.version, b.version)),
    noise: withoutCovered([...rules.values()]).toSorted(byKeys),
  };
}

function repeatedOnly(observation: Observation): Observation {
  const repeated = [...observation.scenarios].filter(([, repeats]) => repeats.length > 1);
  return { ...observation, scenarios: new Map(repeated) };
}

if (import.meta.main) {
  const words = process.argv.slice(2);
  const folders = words.filter((word) => word !== '--add');
  try {
    if (folders.length === 0) {
      throw new SuiteError('usage', 'There is nothing to measure.', {
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
}

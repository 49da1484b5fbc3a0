import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CHECKS } from '../helpers/scenarios/catalog.ts';
import { loadBaseline, SUITE_BASELINE_FILE } from '../helpers/inputs/baseline.ts';
import { writeFileAtomic } from '../helpers/util/fs/atomic.ts';
import { isVersion } from '../helpers/util/version-range.ts';
import { catalogue } from '../helpers/formats/catalogue.ts';
import { findings } from '../helpers/formats/findings.ts';

/** The versions that the fixtures are of. */
export const FIXTURE_VERSIONS = readdirSync(new URL('../fixtures', import.meta.url)).filter(isVersion);

/** Writes the catalogue of the suite's checks into a file. Throws a `SuiteError` where it cannot be written. */
export async function writeCatalogue(file: string): Promise<void> {
  await writeFileAtomic(file, catalogue(CHECKS));
}

if (import.meta.main) {
  await writeCatalogue(fileURLToPath(new URL('../docs/checks.md', import.meta.url)));
  const file = fileURLToPath(new URL('../docs/findings.md', import.meta.url));
  await writeFileAtomic(file, findings(await loadBaseline(SUITE_BASELINE_FILE), CHECKS, FIXTURE_VERSIONS));
}

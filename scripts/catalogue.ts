import { fileURLToPath } from 'node:url';
import { CHECKS } from '../helpers/scenarios/catalog.ts';
import { writeFileAtomic } from '../helpers/util/fs/atomic.ts';
import { catalogue } from '../helpers/formats/catalogue.ts';

/** Writes the catalogue of the suite's checks into a file. Throws a `SuiteError` where it cannot be written. */
export async function writeCatalogue(file: string): Promise<void> {
  await writeFileAtomic(file, catalogue(CHECKS));
}

if (import.meta.main) {
  await writeCatalogue(fileURLToPath(new URL('../docs/checks.md', import.meta.url)));
}

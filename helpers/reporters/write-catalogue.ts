import { fileURLToPath } from 'node:url';
import { CHECKS } from '../checks/registry.ts';
import { writeFileAtomic } from '../files/atomic.ts';
import { MUTANTS } from '../mutants/registry.ts';
import { catalogue } from './catalogue.ts';

/** Writes the catalogue of the suite's checks into a file. Throws a `SuiteError` where it cannot be written. */
export async function writeCatalogue(file: string): Promise<void> {
  await writeFileAtomic(file, catalogue(CHECKS, MUTANTS));
}

// Not compared as a whole: through a symbolic link the two paths differ.
if (process.argv[1]?.endsWith('write-catalogue.ts') === true) {
  await writeCatalogue(fileURLToPath(new URL('../../docs/checks.md', import.meta.url)));
}

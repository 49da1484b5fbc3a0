import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeFileAtomic } from '../files/atomic.ts';
import { jsonText } from './results/json.ts';
import { jsonSchemas } from './schemas.ts';

/** Writes the JSON Schemas of the result files into a folder. Throws a `SuiteError` where it cannot be written to. */
export async function writeSchemas(folder: string): Promise<void> {
  for (const [name, schema] of Object.entries(jsonSchemas())) {
    await writeFileAtomic(join(folder, name), jsonText(schema));
  }
}

// Not compared as a whole: through a symbolic link the two paths differ.
if (process.argv[1]?.endsWith('write-schemas.ts') === true) {
  await writeSchemas(fileURLToPath(new URL('../../docs/schemas', import.meta.url)));
}

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeFileAtomic } from '../helpers/util/fs/atomic.ts';
import { jsonText } from '../helpers/util/text/json-text.ts';
import { jsonSchemas } from '../helpers/formats/schemas.ts';

/** Writes the JSON Schemas of the result files into a folder. Throws a `SuiteError` where it cannot be written to. */
export async function writeSchemas(folder: string): Promise<void> {
  for (const [name, schema] of Object.entries(jsonSchemas())) {
    await writeFileAtomic(join(folder, name), jsonText(schema));
  }
}

if (import.meta.main) {
  await writeSchemas(fileURLToPath(new URL('../docs/schemas', import.meta.url)));
}

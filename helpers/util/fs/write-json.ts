import type * as z from 'zod';
import type { Immutable } from '../immutable.ts';
import { jsonOf } from '../text/json-text.ts';
import { writeFileAtomic } from './atomic.ts';

/**
 * Writes a JSON file, whole or not at all. See {@link jsonOf}.
 *
 * @throws SuiteError `environment` when the disk refuses
 */
export async function writeJson<S extends z.ZodType>(
  file: string,
  schema: S,
  value: Immutable<z.input<S>>,
): Promise<void> {
  await writeFileAtomic(file, jsonOf(schema, value));
}

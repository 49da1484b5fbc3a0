import * as z from 'zod';
import type { RunModel } from '../run-model.ts';
import { checkRecord, checkSchema } from './check.ts';
import { RESULT_SCHEMA_VERSION } from './json.ts';

/** The shape of `checks.json`. */
export const checksSchema = z
  .strictObject({ schema_version: z.literal(RESULT_SCHEMA_VERSION), checks: z.array(checkSchema) })
  .meta({ title: 'Every verdict', description: 'Sorted by scenario, then by id.' });

/** What `checks.json` holds. */
export function checksResult(model: RunModel): z.infer<typeof checksSchema> {
  return { schema_version: RESULT_SCHEMA_VERSION, checks: model.checks.map(checkRecord) };
}

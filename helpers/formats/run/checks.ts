import * as z from 'zod';
import { checkResultSchema } from '../../checks/result-schema.ts';
import { RESULT_SCHEMA_VERSION } from '../schema-version.ts';

/** The shape of `checks.json`. */
export const checksSchema = z
  .object({ schema_version: z.literal(RESULT_SCHEMA_VERSION), checks: z.array(checkResultSchema) })
  .meta({ title: 'Every verdict', description: 'Sorted by scenario, then by id.' });

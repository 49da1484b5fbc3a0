import * as z from 'zod';
import { judgementSchema } from '../../judge-stream/judgement.ts';
import { RESULT_SCHEMA_VERSION } from '../schema-version.ts';

/** The shape of what `judge --format json` prints. */
export const judgementFileSchema = z
  .object({ schema_version: z.literal(RESULT_SCHEMA_VERSION), ...judgementSchema.shape })
  .meta({ title: 'Verdicts on one captured stream', description: 'Checks are in the order of the catalogue.' });

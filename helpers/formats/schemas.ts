import * as z from 'zod';
import { baselineSchema } from '../inputs/baseline-schema.ts';
import { casesSchema } from '../inputs/cases-schema.ts';
import { noiseJsonSchema } from '../inputs/noise-schema.ts';
import { usesJsonSchema } from '../inputs/uses-schema.ts';
import { historySchema } from './history/json.ts';
import { diffSchema } from './diff/json.ts';
import { judgementFileSchema } from './stream/json.ts';
import { matrixSchema } from '../versions/matrix/format.ts';
import { checksSchema } from './run/checks.ts';
import { conversationInspectionSchema } from './run/conversation-inspection.ts';
import { appServerSchema, execPersistentSchema, execStatelessSchema } from './run/mode-result.ts';
import { summarySchema } from './run/summary.ts';
import { upgradeSchema } from './upgrade/json.ts';

const SCHEMAS = {
  'result-exec-stateless': execStatelessSchema,
  'result-exec-persistent': execPersistentSchema,
  'result-app-server': appServerSchema,
  'conversation-inspection': conversationInspectionSchema,
  summary: summarySchema,
  checks: checksSchema,
  judgement: judgementFileSchema,
  matrix: matrixSchema,
  diff: diffSchema,
  capabilities: historySchema,
  upgrade: upgradeSchema,
} as const satisfies Record<string, z.ZodType>;

/** The JSON Schemas (draft-07) of the input files and of the files that a run and the other commands write, by their name in `docs/schemas/`. */
export function jsonSchemas(): Readonly<Record<string, object>> {
  const written = Object.entries(SCHEMAS).map(
    ([name, schema]) => [`${name}.schema.json`, z.toJSONSchema(schema, { target: 'draft-07' })] as const,
  );
  return {
    'baseline.schema.json': z.toJSONSchema(baselineSchema, { io: 'input', target: 'draft-07' }),
    'cases.schema.json': z.toJSONSchema(casesSchema, { io: 'input', target: 'draft-07' }),
    'noise.schema.json': noiseJsonSchema(),
    'uses.schema.json': usesJsonSchema(),
    ...Object.fromEntries(written),
  };
}

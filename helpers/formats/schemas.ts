import * as z from 'zod';
import { baselineSchema } from '../inputs/baseline-schema.ts';
import { casesSchema } from '../inputs/cases-schema.ts';
import { noiseSchema } from '../inputs/noise-schema.ts';
import { usesSchema } from '../inputs/uses-schema.ts';
import { historySchema } from './history/json.ts';
import { diffSchema } from './diff/json.ts';
import { judgementFileSchema } from './stream/json.ts';
import { fixtureIndexSchema } from '../versions/fixtures/format.ts';
import { matrixSchema } from '../versions/matrix/format.ts';
import { checksSchema } from './run/checks.ts';
import { conversationInspectionSchema } from './run/conversation-inspection.ts';
import { MODES } from '../recording/mode.ts';
import { MODE_SCHEMAS } from './run/mode-result.ts';
import { modeFileName } from './run/results-folder.ts';
import { summarySchema } from './run/summary.ts';
import { upgradeSchema } from './upgrade/json.ts';

const INPUTS = {
  baseline: baselineSchema,
  cases: casesSchema,
  noise: noiseSchema,
  uses: usesSchema,
} as const satisfies Record<string, z.ZodType>;

const OUTPUTS = {
  ...Object.fromEntries(MODES.map((mode) => [modeFileName(mode), MODE_SCHEMAS[mode]])),
  'conversation-inspection': conversationInspectionSchema,
  summary: summarySchema,
  checks: checksSchema,
  judgement: judgementFileSchema,
  matrix: matrixSchema,
  diff: diffSchema,
  capabilities: historySchema,
  upgrade: upgradeSchema,
  fixtures: fixtureIndexSchema,
} as const satisfies Record<string, z.ZodType>;

/** The JSON Schemas (draft-07) of the input files and of what the commands write, by their name in `docs/schemas/`. */
export function jsonSchemas(): Readonly<Record<string, object>> {
  return { ...published(INPUTS, 'input'), ...published(OUTPUTS, 'output') };
}

function published(schemas: Readonly<Record<string, z.ZodType>>, io: 'input' | 'output'): Record<string, object> {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      `${name}.schema.json`,
      z.toJSONSchema(schema, { io, target: 'draft-07' }),
    ]),
  );
}

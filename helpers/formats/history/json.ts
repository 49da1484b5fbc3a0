import * as z from 'zod';
import type { FactHistory } from '../../versions/history/fact-history.ts';
import { FACT_KINDS } from '../../versions/facts/fact.ts';
import { keyText } from '../../versions/facts/fact-key.ts';
import { factEvidenceSchema } from '../diff/json.ts';
import { RESULT_SCHEMA_VERSION } from '../schema-version.ts';

const boundarySchema = z.object({
  version: z.string(),
  other: z
    .string()
    .nullable()
    .describe('The version on the other side, which was played and did not have it; null if none was played.'),
});

/** The shape of `capabilities.json`, and of what `history --format json` prints. */
export const historySchema = z
  .object({
    schema_version: z.literal(RESULT_SCHEMA_VERSION),
    versions: z.array(z.string()).describe('The versions that were played, the oldest first.'),
    capabilities: z.array(
      z.object({
        key: z.string(),
        kind: z.enum(FACT_KINDS),
        since: boundarySchema.nullable(),
        until: boundarySchema.nullable().describe('Null if the newest version still has it.'),
        has_gaps: z.boolean().describe('It was removed and came back.'),
        periods: z.array(
          z.object({
            value: z.string().nullable().describe('Null while it was absent.'),
            from: z.string().describe('The first version that showed it.'),
            until: z.string().nullable().describe('The last one; null if it is the newest version.'),
            versions: z.int().positive().describe('How many versions showed it.'),
            evidence: factEvidenceSchema.describe('In the recordings of `from`; null while it was absent.'),
          }),
        ),
      }),
    ),
    made_of: z.string().exactOptional().describe('Beside a matrix: a hash of the inputs.'),
  })
  .meta({
    title: 'Behaviours by version of codex',
    description: 'Derived from recordings alone.',
  });

/** The contents of {@link historySchema}. */
export function historyOf(versions: readonly string[], facts: readonly FactHistory[]) {
  return {
    schema_version: RESULT_SCHEMA_VERSION,
    versions,
    capabilities: facts.map(({ key, hasGaps, ...rest }) => ({ ...rest, key: keyText(key), has_gaps: hasGaps })),
  } as const;
}

import * as z from 'zod';
import type { Capability } from '../../versions/history/capability-map.ts';
import { FACT_KINDS } from '../../versions/facts/fact.ts';
import { keyText } from '../../versions/facts/fact-key.ts';
import { RESULT_SCHEMA_VERSION } from '../schema-version.ts';

const boundarySchema = z.strictObject({
  version: z.string(),
  other: z
    .string()
    .nullable()
    .describe('The version on the other side, which was asked and did not have it; null if none was asked.'),
});

/** The shape of a capability map. */
export const capabilitiesSchema = z
  .strictObject({
    schema_version: z.literal(RESULT_SCHEMA_VERSION),
    versions: z.array(z.string()).describe('All that were asked, the oldest first.'),
    made_of: z.string().optional().describe('Beside a matrix: while it is the same, the rest is.'),
    capabilities: z.array(
      z.strictObject({
        key: z.string(),
        kind: z.enum(FACT_KINDS),
        since: boundarySchema.nullable(),
        until: boundarySchema.nullable().describe('Null if the newest version still has it.'),
        has_gaps: z.boolean().describe('It went and came back.'),
        periods: z.array(
          z.strictObject({
            value: z.string().nullable().describe('Null while it was not there.'),
            from: z.string().describe('The first version that showed it.'),
            until: z.string().nullable().describe('The last one; null if it is the newest version.'),
            versions: z.int().positive().describe('How many versions showed it.'),
            evidence: z
              .strictObject({
                scenario: z.string().nullable().describe('Null for what the binary says of itself.'),
                file: z.string().describe('In the folder of the recording of `from`.'),
                line: z.int().positive().nullable(),
              })
              .nullable(),
          }),
        ),
      }),
    ),
  })
  .meta({
    title: 'What each version of codex can do',
    description: 'Derived from recordings: nothing in it was assumed.',
  });

/** The capability map as JSON. */
export function capabilitiesResult(
  versions: readonly string[],
  capabilities: readonly Capability[],
): z.infer<typeof capabilitiesSchema> {
  return {
    schema_version: RESULT_SCHEMA_VERSION,
    versions: [...versions],
    capabilities: capabilities.map(({ key, kind, since, until, hasGaps, periods }) => ({
      key: keyText(key),
      kind,
      since: since === null ? null : { version: since.version, other: since.other },
      until: until === null ? null : { version: until.version, other: until.other },
      has_gaps: hasGaps,
      periods: periods.map(({ value, from, until, versions, evidence }) => ({
        value,
        from,
        until,
        versions,
        evidence:
          evidence === null ? null : { scenario: evidence.scenario, file: evidence.file, line: evidence.line ?? null },
      })),
    })),
  };
}

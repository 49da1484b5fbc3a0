import * as z from 'zod';
import type { Change } from '../../versions/diff/group-differences.ts';
import { AUDIENCES, DIFFERENCE_CLASSES, type Difference } from '../../versions/diff/difference.ts';
import { keyText } from '../../versions/facts/fact-key.ts';
import { FACT_KINDS } from '../../versions/facts/fact.ts';
import { RESULT_SCHEMA_VERSION } from '../schema-version.ts';
import { countsOf, type Diff } from './diff.ts';
import { titleOf } from './words.ts';

const evidenceSchema = z
  .object({
    scenario: z.string().nullable().describe('Null for the declarations of the binary.'),
    file: z.string().describe('In the folder of the recording.'),
    line: z.int().positive().nullable().default(null),
  })
  .nullable()
  .describe('Null on a side that did not show it.');

/** One difference of a fact. */
export const differenceSchema = z.object({
  key: z.string(),
  kind: z.enum(FACT_KINDS),
  class: z.enum(DIFFERENCE_CLASSES),
  reason: z.string(),
  hurts: z.enum(AUDIENCES),
  before: z.string().nullable().describe('Null if it was absent. Several values of repeats are joined by " or ".'),
  after: z.string().nullable(),
  evidence: z.object({ before: evidenceSchema, after: evidenceSchema }),
});

const sideSchema = z.object({
  spec: z.string().describe('As named on the command line.'),
  version: z.string(),
});

const count = z.int().nonnegative();

/** The shape of what `diff --format json` prints. */
export const diffSchema = z
  .object({
    schema_version: z.literal(RESULT_SCHEMA_VERSION),
    before: sideSchema,
    after: sideSchema,
    scenarios_compared: count,
    counts: z.object({ breaking: count, additive: count, cosmetic: count, 'removed-check': count }),
    changes: z.array(
      z.object({
        title: z.string(),
        class: z.enum(DIFFERENCE_CLASSES),
        hurts: z.enum(AUDIENCES),
        reason: z.string(),
        scenarios: z.array(z.string()).describe('Those that show it; empty if it does not depend on any.'),
        differences: z.array(differenceSchema).min(1).describe('All differences with this cause.'),
      }),
    ),
  })
  .meta({
    title: 'Differences between two versions of codex',
    description: 'The worst changes come first. The first difference of a change is its cause.',
  });

/** What `diff --format json` prints. */
export function diffResult({ scenarios, changes, ...sides }: Diff): z.infer<typeof diffSchema> {
  return diffSchema.parse({
    ...sides,
    schema_version: RESULT_SCHEMA_VERSION,
    scenarios_compared: scenarios,
    counts: countsOf(changes),
    changes: changes.map((change) => ({
      ...written(change.main),
      title: titleOf(change),
      scenarios: change.scenarios,
      differences: mainFirst(change).map(written),
    })),
  });
}

/** A difference in the names of {@link differenceSchema}. */
export function written({ key, affects, ...difference }: Difference): object {
  return { ...difference, key: keyText(key), hurts: affects };
}

function mainFirst({ main, differences }: Change): readonly Difference[] {
  return [main, ...differences.filter((difference) => difference !== main)];
}

import * as z from 'zod';
import type { Change } from '../../versions/diff/group-differences.ts';
import { AUDIENCES, type Difference } from '../../versions/diff/difference.ts';
import { keyText } from '../../versions/facts/fact-key.ts';
import { FACT_KINDS } from '../../versions/facts/fact.ts';
import { RESULT_SCHEMA_VERSION } from '../schema-version.ts';
import { countsOf, type Diff } from './diff.ts';
import { titleOf } from './phrases.ts';

/** Of classes, in files: `not-compared` is `removed-check`. */
const CLASS_NAMES = ['breaking', 'additive', 'cosmetic', 'removed-check'] as const;

/** Where a fact was seen. */
export const factEvidenceSchema = z
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
  class: z.enum(CLASS_NAMES),
  reason: z.string(),
  hurts: z.enum(AUDIENCES),
  before: z.string().nullable().describe('Null if it was absent. Several values of repeats are joined by " or ".'),
  after: z.string().nullable(),
  evidence: z.object({ before: factEvidenceSchema, after: factEvidenceSchema }),
});

/** One of the two versions. */
export const namedVersionSchema = z.object({
  spec: z.string().describe('As named on the command line.'),
  version: z.string(),
});

const count = z.int().nonnegative();

/** The shape of what `diff --format json` prints. */
export const diffSchema = z
  .object({
    schema_version: z.literal(RESULT_SCHEMA_VERSION),
    before: namedVersionSchema,
    after: namedVersionSchema,
    scenarios_compared: count,
    counts: z.object({ breaking: count, additive: count, cosmetic: count, 'removed-check': count }),
    changes: z.array(
      z.object({
        title: z.string(),
        class: z.enum(CLASS_NAMES),
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

/** The contents of {@link diffSchema}. */
export function diffResult({ scenarios, changes, ...versions }: Diff) {
  const { 'not-compared': removedCheck, ...counts } = countsOf(changes);
  return {
    ...versions,
    schema_version: RESULT_SCHEMA_VERSION,
    scenarios_compared: scenarios,
    counts: { ...counts, 'removed-check': removedCheck },
    changes: changes.map((change) => ({
      ...written(change.main),
      title: titleOf(change),
      scenarios: change.scenarios,
      differences: mainFirst(change).map(written),
    })),
  } as const;
}

/** A difference in the names of {@link differenceSchema}. */
export function written({ key, affects, class: name, ...difference }: Difference) {
  const className = name === 'not-compared' ? 'removed-check' : name;
  return { ...difference, key: keyText(key), hurts: affects, class: className } as const;
}

function mainFirst({ main, differences }: Change): readonly Difference[] {
  return [main, ...differences.filter((difference) => difference !== main)];
}

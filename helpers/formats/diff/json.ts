import * as z from 'zod';
import type { Change } from '../../versions/diff/group-differences.ts';
import { DIFFERENCE_CLASSES, type Difference, HURT } from '../../versions/diff/difference.ts';
import { FACT_KINDS, type FactEvidence } from '../../versions/facts/fact.ts';
import { RESULT_SCHEMA_VERSION } from '../run/json.ts';
import { countsOf, type Diff } from './diff.ts';
import { titleOf } from './words.ts';

const evidenceSchema = z
  .strictObject({
    scenario: z.string().nullable().describe('Null for what the binary says of itself.'),
    file: z.string().describe('In the folder of the recording.'),
    line: z.int().positive().nullable(),
  })
  .nullable()
  .describe('Null on a side that did not show it.');

/** One difference of a fact. */
export const differenceSchema = z.strictObject({
  key: z.string(),
  kind: z.enum(FACT_KINDS),
  class: z.enum(DIFFERENCE_CLASSES),
  reason: z.string(),
  hurts: z.enum(HURT),
  before: z.string().nullable().describe('Null if it was not there. Several values of repeats are joined by " or ".'),
  after: z.string().nullable(),
  evidence: z.strictObject({ before: evidenceSchema, after: evidenceSchema }),
});

const sideSchema = z.strictObject({
  spec: z.string().describe('As it was named on the command line.'),
  version: z.string(),
});

const count = z.int().nonnegative();

/** The shape of what `diff --format json` prints. */
export const diffSchema = z
  .strictObject({
    schema_version: z.literal(RESULT_SCHEMA_VERSION),
    before: sideSchema,
    after: sideSchema,
    scenarios_compared: count,
    counts: z.strictObject({ breaking: count, additive: count, cosmetic: count, 'removed-check': count }),
    changes: z.array(
      z.strictObject({
        title: z.string(),
        class: z.enum(DIFFERENCE_CLASSES),
        hurts: z.enum(HURT),
        reason: z.string(),
        scenarios: z.array(z.string()).describe('Those that show it; empty if it does not depend on any.'),
        differences: z.array(differenceSchema).min(1).describe('All that are one change.'),
      }),
    ),
  })
  .meta({
    title: 'What differs between two versions of codex',
    description: 'Changes that hurt worst come first. The first difference of a change says it best.',
  });

/** What `diff --format json` prints. */
export function diffResult({ before, after, scenarios, changes }: Diff): z.infer<typeof diffSchema> {
  return {
    schema_version: RESULT_SCHEMA_VERSION,
    before: { spec: before.spec, version: before.version },
    after: { spec: after.spec, version: after.version },
    scenarios_compared: scenarios,
    counts: { ...countsOf(changes) },
    changes: changes.map((change) => ({
      title: titleOf(change),
      class: change.main.class,
      hurts: change.main.hurts,
      reason: change.main.reason,
      scenarios: [...change.scenarios],
      differences: mainFirst(change).map(differenceOf),
    })),
  };
}

function mainFirst({ main, differences }: Change): readonly Difference[] {
  return [main, ...differences.filter((difference) => difference !== main)];
}

/** A difference as it is written. */
export function differenceOf({
  key,
  kind,
  reason,
  hurts,
  before,
  after,
  evidence,
  class: severity,
}: Difference): z.infer<typeof differenceSchema> {
  return {
    key,
    kind,
    class: severity,
    reason,
    hurts,
    before,
    after,
    evidence: { before: evidenceOf(evidence.before), after: evidenceOf(evidence.after) },
  };
}

function evidenceOf(evidence: FactEvidence | null): z.infer<typeof evidenceSchema> {
  return evidence === null ? null : { scenario: evidence.scenario, file: evidence.file, line: evidence.line ?? null };
}

import * as z from 'zod';
import { REQUIREMENT_OUTCOMES } from '../../versions/upgrade/report.ts';
import type { Evaluation } from '../../versions/upgrade/evaluation.ts';
import { REQUIREMENT_KINDS } from '../../versions/upgrade/requirement.ts';
import { SOURCE_KINDS } from '../../versions/upgrade/source.ts';
import { differenceSchema, namedVersionSchema, written } from '../diff/json.ts';
import { RESULT_SCHEMA_VERSION } from '../schema-version.ts';
import { answerOf, headlineOf, outcomeCounts, type Upgrade } from './upgrade.ts';

const evaluationSchema = z.object({
  holds: z.boolean().nullable().describe('Null if unknown.'),
  reason: z.string().nullable(),
});

const count = z.int().nonnegative();

const breakSchema = z
  .object({
    first_bad: z.string(),
    last_good: z.string(),
    between: z.array(z.string()).describe('Versions between the two in which it is unknown.'),
  })
  .nullable()
  .describe('Where it breaks; null if it does not, or was not searched.');

/** The shape of what `can-i-upgrade --format json` prints. */
export const upgradeSchema = z
  .object({
    schema_version: z.literal(RESULT_SCHEMA_VERSION),
    answer: z
      .enum(['yes', 'no', 'unknown'])
      .describe('no: a requirement breaks; unknown: none is known to break, some are unknown; yes: none breaks.'),
    headline: z.string().describe('The answer in one line.'),
    from: namedVersionSchema,
    to: namedVersionSchema,
    source: z
      .enum(SOURCE_KINDS)
      .describe('matrix, recordings: breaks are searched in the recorded versions; played: in all published versions.'),
    counts: z.object({ broken: count, unknown: count, not_before: count, holds: count }),
    things: z
      .array(
        z.object({
          kind: z.enum(REQUIREMENT_KINDS),
          name: z.string(),
          named_by: z
            .array(z.string())
            .min(1)
            .describe('The entries that name it, such as facts[0], or files of streams.'),
          fate: z
            .enum(REQUIREMENT_OUTCOMES)
            .describe(
              'broken: holds before, not after; unknown: not shown; not-before: does not hold before either; holds: in both.',
            ),
          before: evaluationSchema,
          after: evaluationSchema,
          difference: differenceSchema
            .nullable()
            .describe('How the fact differs; null if it does not, or for no fact.'),
          breaks: breakSchema,
        }),
      )
      .min(1)
      .describe('The worst first, then by kind and name.'),
  })
  .meta({
    title: 'Whether the requirements of a consumer hold in another version of codex',
    description: 'What codex-conformance can-i-upgrade --format json prints.',
  });

/** The contents of {@link upgradeSchema}. */
export function upgradeResult(upgrade: Upgrade) {
  const { from, to, source, results } = upgrade;
  const { 'not-before': not_before, ...counts } = outcomeCounts(results);
  return {
    schema_version: RESULT_SCHEMA_VERSION,
    answer: answerOf(upgrade),
    headline: headlineOf(upgrade),
    from,
    to,
    source,
    counts: { ...counts, not_before },
    things: results.map(({ requirement, outcome, before, after, breaks }) => ({
      ...requirement,
      named_by: requirement.sources,
      fate: outcome,
      before: writtenEvaluation(before),
      after: writtenEvaluation(after),
      difference: after.difference === null ? null : written(after.difference),
      breaks: breaks === null ? null : { ...breaks, first_bad: breaks.firstBad, last_good: breaks.lastGood },
    })),
  } as const;
}

function writtenEvaluation({ status, reason }: Evaluation): z.input<typeof evaluationSchema> {
  return { holds: status === 'unknown' ? null : status === 'good', reason };
}

import * as z from 'zod';
import { type Answered, FATES } from '../../versions/upgrade/report.ts';
import type { State } from '../../versions/upgrade/status.ts';
import { THING_KINDS } from '../../versions/upgrade/requirement.ts';
import { differenceOf, differenceSchema } from '../diff/json.ts';
import { RESULT_SCHEMA_VERSION } from '../run/json.ts';
import { fatesIn, headlineOf, type Upgrade, UPGRADE_SOURCES, verdictOf } from './upgrade.ts';

const sideSchema = z.strictObject({
  spec: z.string().describe('As it was named on the command line.'),
  version: z.string(),
});

const stateSchema = z.strictObject({
  holds: z.boolean().nullable().describe('Null if it cannot be known.'),
  reason: z.string().nullable(),
});

const count = z.int().nonnegative();

const breakSchema = z
  .strictObject({
    first_bad: z.string(),
    last_good: z.string(),
    between: z.array(z.string()).describe('Versions between the two, of which nothing is known.'),
  })
  .nullable()
  .describe('Where it breaks; null where it does not, and where that was not looked for.');

/** The shape of what `can-i-upgrade --format json` prints. */
export const upgradeSchema = z
  .strictObject({
    schema_version: z.literal(RESULT_SCHEMA_VERSION),
    answer: z
      .enum(['yes', 'no', 'unknown'])
      .describe('no: something breaks; unknown: nothing is known to break, but not all is known; yes: nothing breaks.'),
    headline: z.string().describe('The answer in one line.'),
    from: sideSchema,
    to: sideSchema,
    source: z
      .enum(UPGRADE_SOURCES)
      .describe(
        'matrix, recordings: the first that breaks is the first of those that are there; played: of all published.',
      ),
    counts: z.strictObject({ broken: count, unknown: count, not_before: count, holds: count }),
    things: z
      .array(
        z.strictObject({
          kind: z.enum(THING_KINDS),
          name: z.string(),
          named_by: z.array(z.string()).min(1).describe('The entries that name it, such as facts[0], or streams.'),
          fate: z
            .enum(FATES)
            .describe(
              'broken: holds before, not after; unknown: cannot be known; not-before: does not hold before either; holds: in both.',
            ),
          before: stateSchema,
          after: stateSchema,
          difference: differenceSchema.nullable().describe('How the fact differs; null if it does not, or is no fact.'),
          breaks: breakSchema,
        }),
      )
      .min(1)
      .describe('The worst first, then by kind and name.'),
  })
  .meta({
    title: 'Whether what a consumer of codex relies on holds in another version',
    description: 'What codex-conformance can-i-upgrade --format json prints.',
  });

/** What `can-i-upgrade --format json` prints. */
export function upgradeResult(upgrade: Upgrade): z.infer<typeof upgradeSchema> {
  const { from, to, source, answered } = upgrade;
  const { 'not-before': notBefore, ...fates } = fatesIn(answered);
  return {
    schema_version: RESULT_SCHEMA_VERSION,
    answer: verdictOf(upgrade),
    headline: headlineOf(upgrade),
    from: { spec: from.spec, version: from.version },
    to: { spec: to.spec, version: to.version },
    source,
    counts: { broken: fates.broken, unknown: fates.unknown, not_before: notBefore, holds: fates.holds },
    things: answered.map(thingOf),
  };
}

function thingOf({ thing, fate, pair, breaks }: Answered) {
  const { difference } = pair.after;
  return {
    kind: thing.kind,
    name: thing.name,
    named_by: [...thing.namedBy],
    fate,
    before: stateOf(pair.before),
    after: stateOf(pair.after),
    difference: difference === null ? null : differenceOf(difference),
    breaks:
      breaks === null ? null : { first_bad: breaks.firstBad, last_good: breaks.lastGood, between: [...breaks.between] },
  };
}

function stateOf({ shown, reason }: State): z.infer<typeof stateSchema> {
  return { holds: shown === 'unknown' ? null : shown === 'good', reason };
}

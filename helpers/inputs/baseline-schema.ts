import * as z from 'zod';
import { inputSchema, text } from './schema-parts.ts';
import { isVersion, isVersionRange } from '../util/version-range.ts';

/** An editor sees only the pattern, which the JSON Schema has. */
const EXPECTED_VERSION = 'expected one version, such as "0.98.0"';
const EXPECTED_RANGE = 'expected versions such as "*", "0.98.0" or ">=0.99.0 <0.117.0"';

const knownFailure = z
  .strictObject(
    {
      check: text.meta({ description: 'The id of the check that fails.' }),
      scenario: text.meta({
        description:
          'The name of the scenario on which it fails, or a pattern such as "exec/stdin/*" or "exec/**". A pattern is stale if none of its scenarios fails.',
      }),
      versions: text
        .regex(/^\*$|\d/, { error: EXPECTED_RANGE, abort: true })
        .refine(isVersionRange, EXPECTED_RANGE)
        .meta({
          description:
            'The versions of codex that fail: "*", one version, or a range as npm writes it, which includes pre-releases.',
        }),
      reason: text
        .regex(/^\s*\S[\s\S]{8,}\S\s*$/, 'expected a reason of at least 10 characters')
        .meta({ description: 'Why the failure is accepted, in at least 10 characters.' }),
      rate: text
        .regex(/^\d+ of \d+$/, 'expected how many of how many plays failed, such as "6 of 11"')
        .exactOptional()
        .meta({
          description:
            'For a race in codex, how many of how many plays failed: "6 of 11". Such an entry is never stale: a pass is as good as a failure.',
        }),
      link: text
        .regex(/^https?:\/\/[^\s/]\S*$/, 'expected a URL that begins with https:// or http://')
        .exactOptional()
        .meta({ description: 'A page about the failure, such as an issue of codex.' }),
    },
    { error: 'expected a known failure (an object)' },
  )
  .meta({ id: 'known_failure' });

/** A check that is known to fail on a scenario: a failure is not red; a pass is, unless the failure is a race, with a rate. */
export type KnownFailure = Readonly<z.infer<typeof knownFailure>> & {
  /** The newest version on which the entry was confirmed. On a newer one a pass is a warning, not red. */
  readonly swept?: string;
};

/** The schema of a baseline file. */
export const baselineSchema = inputSchema(
  'Baseline of codex-conformance',
  'Failures of codex that are known and accepted.',
  {
    swept: text
      .regex(/^\d/, { error: EXPECTED_VERSION, abort: true })
      .refine(isVersion, EXPECTED_VERSION)
      .optional()
      .meta({
        description:
          'The newest version of codex on which all entries were confirmed. On a newer one, an entry that passes is a warning, not red.',
      }),
    known_failures: z
      .array(knownFailure, { error: 'expected a list of known failures' })
      .meta({ description: 'Checks whose failure is accepted. An entry that passes is red.' }),
  },
);

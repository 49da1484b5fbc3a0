import * as z from 'zod';
import { VERSION, VERSION_RANGE } from './version-range.ts';

const text = z
  .string({ error: 'expected a text' })
  .regex(/\S/, { error: 'expected a text that is not empty', abort: true });

const knownFailure = z
  .strictObject(
    {
      check: text.meta({ description: 'The id of the check that fails.' }),
      scenario: text.meta({ description: 'The name of the scenario on which it fails.' }),
      versions: text.regex(VERSION_RANGE, 'expected versions such as "*", "0.98.0" or ">=0.99.0 <0.117.0"').meta({
        description: 'The versions of codex that fail: "*", one version, or comparisons of which all must hold.',
      }),
      reason: text
        .regex(/^\s*\S[\s\S]{8,}\S\s*$/, 'expected at least 10 characters that say why')
        .meta({ description: 'Why that is accepted.' }),
      link: text
        .regex(/^https?:\/\/[^\s/]\S*$/, 'expected a URL that begins with https:// or http://')
        .optional()
        .meta({ description: 'Where to read more, such as an issue of codex.' }),
    },
    { error: 'expected a known failure (an object)' },
  )
  .meta({ id: 'known_failure' });

/** The form of a baseline file. */
export const baselineSchema = z.strictObject(
  {
    $schema: z.string({ error: 'expected a text' }).optional().meta({ description: 'Lets an editor check this file.' }),
    swept: text.regex(VERSION, 'expected one version, such as "0.98.0"').optional().meta({
      description:
        'The newest version of codex on which all entries were confirmed. On a newer one, an entry that passes is a warning, not red.',
    }),
    known_failures: z
      .array(knownFailure, { error: 'expected a list of known failures' })
      .meta({ description: 'Checks that fail and are not to make a run red. One that passes must be taken out.' }),
  },
  { error: 'expected an object' },
);

/** The JSON Schema (draft 7) of a baseline file, as published in `docs/schemas/baseline.schema.json`. */
export function baselineJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...rest } = z.toJSONSchema(baselineSchema, { io: 'input', target: 'draft-07' });
  return {
    $schema,
    title: 'Baseline of codex-conformance',
    description: 'Failures of codex that are known and accepted.',
    ...rest,
  };
}

/** The keys that the object at `path` of a baseline file can have. */
export function baselineKeysAt(path: readonly PropertyKey[]): string[] {
  return Object.keys((path.length === 0 ? baselineSchema : knownFailure).shape);
}

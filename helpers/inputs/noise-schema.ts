import * as z from 'zod';

/** To what a fact can be reduced that varies between repeats of one version, the strongest form first. */
export const REDUCTIONS = ['set', 'presence', 'drop'] as const;

const text = z.string({ error: 'expected a text' }).min(1, { error: 'expected a text that is not empty' });
const count = z.int({ error: 'expected a whole number' }).positive({ error: 'expected a number from 1' });

const measured = z
  .strictObject({ version: text, scenarios: count, repeats: count }, { error: 'expected an object' })
  .meta({ description: 'One version that was recorded again and again.' });

const rule = z.strictObject(
  {
    keys: text.meta({ description: 'The key of a fact; "*" stands for any characters.' }),
    reduce: z.enum(REDUCTIONS, { error: `expected one of ${REDUCTIONS.join(', ')}` }).meta({
      description:
        'What is compared all the same: "set" (without order and number), "presence" (that it is there) or "drop" (nothing).',
    }),
    below: count.optional().meta({
      description:
        'Where this many scenarios or more are compared, the fact holds: in the sum of many plays it does not vary.',
    }),
    seen: text.meta({ description: 'A version that showed it, and its values.' }),
  },
  { error: 'expected an object' },
);

/** The form of the noise file. */
export const noiseSchema = z.strictObject(
  {
    $schema: z.string({ error: 'expected a text' }).optional().meta({ description: 'Lets an editor check this file.' }),
    measured: z.array(measured, { error: 'expected a list' }).meta({ description: 'What was repeated to measure it.' }),
    noise: z.array(rule, { error: 'expected a list' }).meta({ description: 'Facts that vary by themselves.' }),
  },
  { error: 'expected an object' },
);

/** The contents of the noise file. */
export type NoiseFile = Readonly<Omit<z.infer<typeof noiseSchema>, '$schema'>>;

/** The JSON Schema (draft 7) of the noise file, as published in `docs/schemas/noise.schema.json`. */
export function noiseJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...rest } = z.toJSONSchema(noiseSchema, { io: 'input', target: 'draft-07' });
  return {
    $schema,
    title: 'Noise of codex-conformance',
    description: 'What varies between repeats of one version of codex, measured by npm run noise.',
    ...rest,
  };
}

/** The keys that the object at `path` of a noise file can have. */
export function noiseKeysAt(path: readonly PropertyKey[]): string[] {
  if (path.length === 0) return Object.keys(noiseSchema.shape);
  return Object.keys((path[0] === 'measured' ? measured : rule).shape);
}

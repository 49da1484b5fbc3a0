import * as z from 'zod';
import { inputSchema, text } from './schema-parts.ts';

/** The reductions of a fact that varies between repeats of one version, the strongest form first. */
export const REDUCTIONS = ['set', 'presence', 'drop'] as const;

const count = z.int({ error: 'expected a whole number' }).positive({ error: 'expected a number from 1' });

const measured = z
  .strictObject({ version: text, scenarios: count, repeats: count }, { error: 'expected an object' })
  .meta({ description: 'One version that was recorded several times.' });

const rule = z.strictObject(
  {
    keys: text.meta({ description: 'A pattern of keys of facts; "*" stands for any characters.' }),
    reduce: z.enum(REDUCTIONS, { error: `expected one of ${REDUCTIONS.join(', ')}` }).meta({
      description:
        'What is still compared: "set" (without order and number), "presence" (that it is there) or "drop" (nothing).',
    }),
    below: count.optional().meta({
      description:
        'Applies only if fewer scenarios than this are compared: over many scenarios the fact does not vary.',
    }),
    seen: text.meta({ description: 'A version in which it varied, and the values.' }),
  },
  { error: 'expected an object' },
);

/** The schema of the noise file. */
export const noiseSchema = inputSchema(
  'Noise of codex-conformance',
  'Facts that vary between repeats of one version of codex, measured by npm run noise.',
  {
    measured: z.array(measured, { error: 'expected a list' }).meta({ description: 'The versions that were measured.' }),
    noise: z.array(rule, { error: 'expected a list' }).meta({ description: 'Facts that vary between repeats.' }),
  },
);

/** The contents of the noise file. */
export type NoiseFile = Readonly<Omit<z.infer<typeof noiseSchema>, '$schema'>>;

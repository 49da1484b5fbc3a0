import * as z from 'zod';

/** A text that is not blank. */
export const text = z
  .string({ error: 'expected a text' })
  .regex(/\S/, { error: 'expected a non-empty text', abort: true });

/** The schema of an input file. An editor shows the title and the description. */
export function inputSchema<Shape extends z.ZodRawShape>(title: string, description: string, shape: Shape) {
  const $schema = z.string({ error: 'expected a text' }).optional();
  return z
    .strictObject(
      { $schema: $schema.meta({ description: 'For editors that validate this file.' }), ...shape },
      { error: 'expected an object' },
    )
    .meta({ title, description });
}

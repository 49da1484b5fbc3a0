import * as z from 'zod';

const text = z
  .string({ error: 'expected a text' })
  .regex(/\S/, { error: 'expected a text that is not empty', abort: true });

const list = (description: string) =>
  z.array(text, { error: 'expected a list of texts' }).optional().meta({ description });

/** The schema of a file with the requirements of a consumer of codex. */
export const usesSchema = z.strictObject(
  {
    $schema: z
      .string({ error: 'expected a text' })
      .optional()
      .meta({ description: 'For editors that validate this file.' }),
    checks: list(
      'Checks that must hold: ids, or patterns of ids such as "exec/turn/*"; with @ and a scenario, on that one alone.',
    ),
    facts: list('Keys of facts, such as "exec turn.completed .usage.input_tokens"; "*" stands for any characters.'),
    flags: list('Flags and commands, such as "exec --json", "exec resume --output-schema" or "exec resume".'),
    methods: list('Methods of app-server, whoever sends them, such as "turn/start" or "turn/completed".'),
    streams: list(
      'Files with streams of codex exec --json or wires of app-server, relative to this file: all events, items and fields in them are required.',
    ),
  },
  { error: 'expected an object' },
);

/** The JSON Schema (draft 7) of such a file, as published in `docs/schemas/uses.schema.json`. */
export function usesJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...rest } = z.toJSONSchema(usesSchema, { io: 'input', target: 'draft-07' });
  return {
    $schema,
    title: 'The requirements of a consumer of codex',
    description: 'Read by codex-conformance can-i-upgrade.',
    ...rest,
  };
}

/** The keys of such a file. */
export function usesKeysAt(): string[] {
  return Object.keys(usesSchema.shape);
}

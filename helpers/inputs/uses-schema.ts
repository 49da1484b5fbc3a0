import * as z from 'zod';

const text = z
  .string({ error: 'expected a text' })
  .regex(/\S/, { error: 'expected a text that is not empty', abort: true });

const list = (description: string) =>
  z.array(text, { error: 'expected a list of texts' }).optional().meta({ description });

/** The form of a file that says what a consumer of codex relies on. */
export const usesSchema = z.strictObject(
  {
    $schema: z.string({ error: 'expected a text' }).optional().meta({ description: 'Lets an editor check this file.' }),
    checks: list(
      'Checks that have to hold: ids, or patterns of ids such as "exec/turn/*"; with @ and a scenario, on that one alone.',
    ),
    facts: list('Keys of facts, such as "exec turn.completed .usage.input_tokens"; "*" stands for any characters.'),
    flags: list('Flags and commands, such as "exec --json", "exec resume --output-schema" or "exec resume".'),
    methods: list('Methods of app-server, whoever sends them, such as "turn/start" or "turn/completed".'),
    streams: list(
      'Files with streams of codex exec --json or wires of app-server, relative to this file: all events, items and fields in them are relied on.',
    ),
  },
  { error: 'expected an object' },
);

/** The JSON Schema (draft 7) of such a file, as published in `docs/schemas/uses.schema.json`. */
export function usesJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...rest } = z.toJSONSchema(usesSchema, { io: 'input', target: 'draft-07' });
  return {
    $schema,
    title: 'What a consumer of codex relies on',
    description: 'Read by codex-conformance can-i-upgrade.',
    ...rest,
  };
}

/** The keys that such a file can have. */
export function usesKeysAt(): string[] {
  return Object.keys(usesSchema.shape);
}

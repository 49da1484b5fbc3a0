import * as z from 'zod';
import { inputSchema, text } from './schema-parts.ts';

const list = (description: string) =>
  z.array(text, { error: 'expected a list of texts' }).optional().meta({ description });

/** The schema of a file with the requirements of a consumer of codex. */
export const usesSchema = inputSchema(
  'The requirements of a consumer of codex',
  'Read by codex-conformance can-i-upgrade.',
  {
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
);

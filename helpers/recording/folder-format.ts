import * as z from 'zod';
import { DEPARTURES, MODES, RECORDING_SCHEMA_VERSION } from './recording.ts';

/** Files of a recording folder that are there once, whatever ran. */
export const RUN_FILE = 'run.json';
export const MODEL_FILE = 'model.jsonl';
export const NETWORK_FILE = 'network.jsonl';
export const FILES_FILE = 'files.json';

/** The file of a recording folder that is there only if the recording has a protocol. */
export const PROTOCOL_FILE = 'protocol.json';

/** Files of one process. Those of the first have no number. */
export function processFiles(process: number): {
  readonly stdout: string;
  readonly wire: string;
  readonly stderr: string;
} {
  const number = process === 1 ? '' : `.${process}`;
  return { stdout: `stdout${number}.jsonl`, wire: `wire${number}.jsonl`, stderr: `stderr${number}.txt` };
}

const count = z.int().nonnegative();
const ordinal = z.int().positive();
const milliseconds = z.number().nonnegative();
const text = z.string();
const texts = z.array(z.string());

/** One process in `run.json`: what is in no file of its own. */
const processSchema = z.object({
  process: ordinal,
  argv: texts,
  stdin: text.nullable(),
  env_names: texts,
  exit_code: z.int().nullable(),
  signal: text.nullable(),
  ended_by: z.enum(['itself', 'deadline', 'hang', 'output-limit', 'interrupt', 'spawn-error']),
  spawn_error: text.nullable(),
  timing: z.object({
    first_output_ms: milliseconds.nullable(),
    turn_ended_ms: milliseconds.nullable(),
    duration_ms: milliseconds,
  }),
  survivors: texts,
});

/** The contents of `run.json`. Fields are written in this order. */
export const runSchema = z.object({
  schema_version: z.literal(RECORDING_SCHEMA_VERSION),
  scenario: text,
  fingerprint: text.optional(),
  mode: z.enum(MODES),
  model_source: z.enum(['scripted', 'live']),
  codex: z.object({ version: text, sha256: text, found_by: text, path: text, capabilities: texts }),
  expected: z.object({
    turns: z.array(z.object({ turn: ordinal, process: ordinal, prompt: text, expected_reply: text })),
    resumes: z.boolean(),
    departures: z.array(z.enum(DEPARTURES)).optional(),
  }),
  notes: texts,
  processes: z
    .array(processSchema)
    .refine((processes) => processes.every(({ process }, index) => process === index + 1), {
      error: 'expected the processes to be numbered 1, 2, 3, … in this order',
    }),
  harness_errors: texts,
});

/** One line of `wire.jsonl`. `text` is there only where writing `message` as JSON does not give it. */
export const wireLineSchema = z
  .object({
    t_ms: milliseconds,
    from: z.enum(['client', 'server']),
    message: z.unknown().optional(),
    text: text.optional(),
  })
  .refine(({ message, text }) => message !== undefined || text !== undefined, {
    error: 'expected "message" or "text"',
  });

/** One line of `model.jsonl`. */
export const modelExchangeSchema = z.object({
  process: ordinal,
  t_ms: milliseconds,
  method: text,
  path: text,
  headers: z.array(z.tuple([text, text])),
  body: z.unknown(),
  reply: z.object({ status: count, body: text, ended_by: z.enum(['end', 'reset', 'open', 'client']) }),
  violations: texts,
});

/** One line of `network.jsonl`. */
export const networkAttemptSchema = z.object({ process: ordinal, t_ms: milliseconds, target: text });

const schemas = z.record(z.string(), z.unknown());

/** The contents of `protocol.json`. */
export const protocolSchema = z.object({
  methods: z.object({
    'server notification': texts,
    'server request': texts,
    'client request': texts,
    'client notification': texts,
  }),
  messages: schemas,
  definitions: schemas,
});

/** The contents of `files.json`. */
export const filesSchema = z.array(
  z.object({
    place: z.enum(['home', 'codex_home', 'tmp', 'workspace']),
    path: text,
    kind: z.enum(['file', 'folder', 'link', 'other']),
    size: count,
    text: text.optional(),
    lines: z.object({ kinds: texts, fields: texts }).optional(),
  }),
);

import * as z from 'zod';
import { ENDED_BY } from '../codex/ended-by.ts';
import type { Immutable } from '../util/immutable.ts';
import { MODES } from './mode.ts';
import { PRECONDITIONS, type Precondition } from './preconditions.ts';

/**
 * The version of what is recorded. Raised when a recording notes something that older ones lack, or notes it differently.
 */
export const RECORDER_VERSION = 2;

/** The version of the recording format. Raised when a reader of the older one could go wrong. */
export const RECORDING_SCHEMA_VERSION = 2;

const count = z.int().nonnegative();
const ordinal = z.int().positive();
const milliseconds = z.number().nonnegative();
const text = z.string();
const texts = z.array(z.string());

export const codexSchema = z.object({ version: text, sha256: text, found_by: text, path: text, capabilities: texts });

const turnSchema = z.object({
  /** Counts from 1. */
  turn: ordinal,
  /** {@link ProcessRecord.process} of the process that runs it. */
  process: ordinal,
  prompt: text,
  expected_reply: text,
});

const preconditions = z.array(z.enum(Object.keys(PRECONDITIONS) as Precondition[])).optional();

/** What the program has to be told while the turn goes on: the model, or a command, waits for it. */
const toldSchema = z.object({
  process: ordinal,
  /** The type of an event with that of its item, `item.started command_execution`; on a wire the method with it. */
  event: text,
  /** Counts from 1: the request to the model before which it comes, or before the end of whose reply. */
  request: ordinal,
  before: z.enum(['request', 'end of reply']),
});

const expectedSchema = z.object({
  turns: z.array(turnSchema),
  /** True when the last turn continues the thread of the first in a new process. */
  resumes: z.boolean(),
  /** Preconditions of checks that the scenario breaks. @default none */
  breaks: preconditions,
  /** Preconditions of checks that hold only where they are shown, and are here. @default none */
  shows: preconditions,
  /** Capabilities of a binary that the scenario is played on: on others it has no process. @default none */
  needs: texts.optional(),
  /** @default nothing */
  told: z.array(toldSchema).optional(),
});

/** Milliseconds, measured by the suite from the moment of the spawn. */
const timingSchema = z.object({
  /** When the first byte of stdout came; null if none did. */
  first_output_ms: milliseconds.nullable(),
  /** When the event came that ends the turn; null if none did. */
  turn_ended_ms: milliseconds.nullable(),
  duration_ms: milliseconds,
});

const processSchema = z.object({
  /** Counts from 1. From the second on it is part of the file names: `stdout.2.jsonl`. */
  process: ordinal,
  argv: texts,
  /** The bytes that were written to stdin before it was closed; null where the wire has them (app-server). */
  stdin: text.nullable(),
  /** Names of the environment variables that it was given. Sorted. */
  env_names: texts,
  exit_code: z.int().nullable(),
  signal: text.nullable(),
  ended_by: z.enum(ENDED_BY),
  spawn_error: text.nullable(),
  timing: timingSchema,
  /** Commands of processes that it started and that still ran when it had exited. */
  survivors: texts,
});

/** The contents of `run.json`. Fields are written in this order. */
export const runSchema = z.object({
  schema_version: z.literal(RECORDING_SCHEMA_VERSION),
  /** {@link RECORDER_VERSION} of the suite that made it. Missing in recordings before version 2. */
  recorder: ordinal.optional(),
  scenario: text,
  /** A hash of everything that decides what is sent to codex. Missing in live runs. */
  fingerprint: text.optional(),
  mode: z.enum(MODES),
  /** Who answered codex: the suite's own model server, or the user's (nothing of that exchange is seen). */
  model_source: z.enum(['scripted', 'live']),
  codex: codexSchema,
  /** The expectations of the scenario's author. Never shown to the scripted model. */
  expected: expectedSchema,
  /** Deviations of this run, for readers of the results. */
  notes: texts,
  /**
   * The files that the scenario wrote into the workspace, each with the last text of them; null for bytes that are no text.
   * Missing in live runs and in older recordings.
   */
  given_files: z.array(z.object({ path: text, text: text.nullable() })).optional(),
  processes: z
    .array(processSchema)
    .refine((processes) => processes.every(({ process }, index) => process === index + 1), {
      error: 'expected the processes to be numbered 1, 2, 3, … in this order',
    }),
  /** Errors of the suite itself. A recording with a harness error has no verdicts. */
  harness_errors: texts,
});

/**
 * One line of `arrivals.jsonl`: how far the exchange with the scripted model was when the line of `stdout.jsonl` with the same
 * number arrived. Requests are the `POST`s of `model.jsonl`, counted from 1.
 */
export const modelProgressSchema = z.object({
  /** The requests that had arrived. */
  requests: count,
  /** The numbers of those whose reply had not ended. */
  open: z.array(ordinal),
});

/** One line of `wire.jsonl`. On disk `text` is there only where writing `message` as JSON does not give it. */
export const wireLineSchema = z
  .object({
    /** Milliseconds since the process was spawned. */
    t_ms: milliseconds,
    from: z.enum(['client', 'server']),
    /** As in `arrivals.jsonl`, for a line of the server. */
    model: modelProgressSchema.optional(),
    message: z.unknown().optional(),
    text: text.optional(),
  })
  .refine(({ message, text }) => message !== undefined || text !== undefined, {
    error: 'expected "message" or "text"',
  })
  .transform(({ t_ms, from, model, message, text }) => ({
    t_ms,
    from,
    ...(model === undefined ? {} : { model }),
    text: text ?? JSON.stringify(message),
  }));

/** One line of `model.jsonl`: an HTTP request that reached the scripted model. */
export const modelExchangeSchema = z.object({
  /** {@link ProcessRecord.process} of the process that ran when it arrived. */
  process: ordinal,
  /** Milliseconds since the scripted model was started. */
  t_ms: milliseconds,
  method: text,
  /** Path and query. */
  path: text,
  /** Names and values, in the order and spelling in which codex sent them. */
  headers: z.array(z.tuple([text, text])),
  /** The parsed body; the text if it is not JSON; null for none. */
  body: z.unknown(),
  reply: z.object({
    status: count,
    /** All bytes of the body that were written, as text. */
    body: text,
    /** `end`: whole; `reset`: cut by the script; `open`: still open when the scenario ended; `client`: closed by codex. */
    ended_by: z.enum(['end', 'reset', 'open', 'client']),
  }),
  /** The faults of the request, or that the script had no step left. */
  violations: texts,
});

/** One line of `network.jsonl`: an attempt to reach a host through the proxy that the world names. */
export const networkAttemptSchema = z.object({
  process: ordinal,
  /** Milliseconds since the network guard was started. */
  t_ms: milliseconds,
  /** `host:port` for a tunnel, otherwise the absolute URL. */
  target: text,
});

const schemas = z.record(z.string(), z.unknown());

/** The contents of `protocol.json`: the part of the binary's JSON Schema of app-server that one wire needs. */
export const protocolSchema = z.object({
  /** The names of all methods of the binary, by sender and kind. */
  methods: z.object({
    'server notification': texts,
    'server request': texts,
    'client request': texts,
    'client notification': texts,
  }),
  /** Schemas of the messages that are on the wire, such as `server notification turn/started` and `answer turn/start`. */
  messages: schemas,
  /** The targets of their references `#/definitions/…`. */
  definitions: schemas,
});

/** The contents of `files.json`: every file and folder that was not there when the scenario began. */
export const filesSchema = z.array(
  z.object({
    place: z.enum(['home', 'codex_home', 'tmp', 'workspace']),
    /** Relative to the place, with `/` between its parts. */
    path: text,
    kind: z.enum(['file', 'folder', 'link', 'other']),
    /** Bytes; 0 for anything but a file. */
    size: count,
    /** For a small file in the workspace, and one that the scenario keeps. */
    text: text.optional(),
    /** For a file of JSON Lines in CODEX_HOME: sorted, each once. */
    lines: z
      .object({
        /** The `type` of a line with that of its `payload`: `event_msg/task_started`. */
        kinds: texts,
        fields: texts,
      })
      .optional(),
    /** For a session file: the items of its conversation, without those of the developer. Missing in older recordings. */
    conversation: z.array(z.unknown()).optional(),
  }),
);

/** The contents of `run.json`. */
export type RecordedRun = Immutable<z.infer<typeof runSchema>>;

/** The binary that was driven. */
export type RecordedCodex = RecordedRun['codex'];

/** The expectations of a scenario, by turn. */
export type Expectations = RecordedRun['expected'];

/** One turn as the scenario's author put it. */
export type ExpectedTurn = Expectations['turns'][number];

/** What the program has to be told while the turn goes on. */
export type ToldEvent = NonNullable<Expectations['told']>[number];

/** How far the exchange with the scripted model was when a line arrived. */
export type ModelProgress = Immutable<z.infer<typeof modelProgressSchema>>;

/** One HTTP request that reached the scripted model. */
export type ModelExchange = Immutable<z.infer<typeof modelExchangeSchema>>;

/** One attempt to leave loopback that the network guard saw. */
export type NetworkAttempt = Immutable<z.infer<typeof networkAttemptSchema>>;

/** One file or folder that was not there when the scenario began. */
export type FileRecord = Immutable<z.infer<typeof filesSchema>>[number];

/** The part of the JSON Schema of a binary's app-server protocol that one wire needs. */
export type RecordedProtocol = Immutable<z.infer<typeof protocolSchema>>;

/** One line of an app-server's stdio: `text` is exactly what was sent, without the line break. */
export type WireLine = Immutable<z.infer<typeof wireLineSchema>>;

/** One codex process and all that it printed. */
export interface ProcessRecord extends Immutable<z.infer<typeof processSchema>> {
  /** Exactly what it printed; invalid UTF-8 became U+FFFD. Empty for app-server, whose stdout is the wire. */
  readonly stdout: string;
  /** For each line of stdout. Missing for app-server, in live runs, and in older recordings. */
  readonly arrivals?: readonly ModelProgress[];
  /** Each line of the wire in both directions, in order. Empty for exec. */
  readonly wire: readonly WireLine[];
  readonly stderr: string;
}

/**
 * Everything that was observed in one scenario: the only input of judging. On disk it is a folder: see `save.ts`.
 */
export interface Recording extends Omit<RecordedRun, 'processes'> {
  readonly processes: readonly ProcessRecord[];
  /** In order of arrival. Empty in live runs. */
  readonly model: readonly ModelExchange[];
  /** Empty in live runs. */
  readonly network: readonly NetworkAttempt[];
  /** The files that the scenario left in its world. Empty in live runs. */
  readonly files: readonly FileRecord[];
  /** Missing where the protocol is not known: in other modes, and for versions that emit no schema. */
  readonly protocol?: RecordedProtocol;
}

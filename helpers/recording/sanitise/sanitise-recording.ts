import type { FileRecord, ModelExchange, ProcessRecord, Recording } from '../recording.ts';
import { secretInHeader } from './fields.ts';
import { REDACTED } from './spans.ts';

/** The functions of a sanitiser that a recording needs. */
interface Tools {
  readonly text: (text: string) => string;
  readonly json: <T>(value: T) => T;
  /** For texts that may contain parts of one stream. */
  readonly texts: (texts: readonly string[]) => string[];
}

/** Sanitises each text of a recording. Ids, numbers, hashes and names from fixed lists stay unchanged. */
export function sanitiseRecording(recording: Recording, tools: Tools): Recording {
  const { text } = tools;
  return {
    ...recording,
    codex: { ...recording.codex, path: text(recording.codex.path) },
    expected: {
      ...recording.expected,
      turns: recording.expected.turns.map((turn) => ({
        ...turn,
        prompt: text(turn.prompt),
        expected_reply: text(turn.expected_reply),
      })),
    },
    notes: recording.notes.map(text),
    ...(recording.given_files === undefined
      ? {}
      : {
          given_files: recording.given_files.map((file) => ({
            path: text(file.path),
            text: file.text === null ? null : text(file.text),
          })),
        }),
    processes: recording.processes.map((process) => sanitiseProcess(process, tools)),
    model: recording.model.map((exchange) => sanitiseExchange(exchange, tools)),
    network: recording.network.map((attempt) => ({ ...attempt, target: text(attempt.target) })),
    files: recording.files.map((file) => sanitiseFile(file, tools)),
    harness_errors: recording.harness_errors.map(text),
  };
}

function sanitiseProcess(process: ProcessRecord, { text, texts }: Tools): ProcessRecord {
  const lines = texts(process.wire.map((line) => line.text));
  return {
    ...process,
    argv: process.argv.map(text),
    stdin: process.stdin === null ? null : text(process.stdin),
    spawn_error: process.spawn_error === null ? null : text(process.spawn_error),
    stdout: text(process.stdout),
    wire: process.wire.map((line, index) => ({ ...line, text: lines[index] ?? '' })),
    stderr: text(process.stderr),
    survivors: process.survivors.map(text),
  };
}

function sanitiseFile(file: FileRecord, { text, json }: Tools): FileRecord {
  const { lines, conversation } = file;
  return {
    ...file,
    path: text(file.path),
    ...(file.text === undefined ? {} : { text: text(file.text) }),
    ...(lines === undefined ? {} : { lines: { kinds: lines.kinds.map(text), fields: lines.fields.map(text) } }),
    ...(conversation === undefined ? {} : { conversation: json(conversation) }),
  };
}

function sanitiseExchange(exchange: ModelExchange, { text, json, texts }: Tools): ModelExchange {
  return {
    ...exchange,
    path: text(exchange.path),
    headers: exchange.headers.map(([name, value]) => [name, headerValue(name, value, text)] as const),
    body: json(exchange.body),
    reply: { ...exchange.reply, body: texts([exchange.reply.body])[0] ?? '' },
    violations: exchange.violations.map(text),
  };
}

function headerValue(name: string, value: string, text: (text: string) => string): string {
  const start = secretInHeader(name, value);
  return start === null ? text(value) : value.slice(0, start) + REDACTED;
}

import { isJsonObject, type JsonObject } from '../../util/json-object.ts';
import type { ModelExchange, ProcessRecord, Recording } from '../../recording/recording.ts';
import { linesOf } from '../../queries/exec-lines.ts';
import { messagesOf } from '../../queries/wire-messages.ts';
import type { WireMessage } from '../../app-server/wire.ts';

/** Where codex wrote a message: to the program that drives it, or to the model. */
export type Channel = 'events' | 'wire' | 'requests';

/** One JSON object that codex wrote. */
export interface WrittenMessage {
  readonly channel: Channel;
  /** The kind of message, such as `item.completed`, `turn/started`, `answer thread/read` or `POST /v1/responses`. */
  readonly name: string;
  readonly value: JsonObject;
  /** The recording in which codex wrote another value instead. */
  with(value: JsonObject): Recording;
}

/** All messages that codex wrote in a recording, in the order of their channels. */
export function writtenMessages(recording: Recording): WrittenMessage[] {
  return [
    ...recording.processes.flatMap((process) => [...eventsOf(recording, process), ...wireOf(recording, process)]),
    ...recording.model.flatMap((exchange) => requestOf(recording, exchange)),
  ];
}

function eventsOf(recording: Recording, process: ProcessRecord): WrittenMessage[] {
  const lines = process.wire.length > 0 ? [] : linesOf(process);
  return lines.flatMap((line, index) => {
    if (!('event' in line) && !('value' in line)) return [];
    const value: unknown = 'event' in line ? line.event : line.value;
    if (!isJsonObject(value)) return [];
    return {
      channel: 'events',
      name: String(value['type']),
      value,
      with: (next: JsonObject) => {
        const texts = process.stdout.split('\n').with(index, JSON.stringify(next));
        return withProcess(recording, process, { stdout: texts.join('\n') });
      },
    };
  });
}

function wireOf(recording: Recording, process: ProcessRecord): WrittenMessage[] {
  return messagesOf(process).flatMap((message) => {
    const name = nameOf(message);
    const line = process.wire[message.line - 1]!;
    if (message.from === 'client' || name === null) return [];
    return {
      channel: 'wire',
      name,
      value: JSON.parse(line.text) as JsonObject,
      with: (next: JsonObject) =>
        withProcess(recording, process, {
          wire: process.wire.with(message.line - 1, { ...line, text: JSON.stringify(next) }),
        }),
    };
  });
}

function requestOf(recording: Recording, exchange: ModelExchange): WrittenMessage[] {
  if (!isJsonObject(exchange.body)) return [];
  return [
    {
      channel: 'requests',
      name: `${exchange.method} ${exchange.path.replace(/\?.*/s, '')}`,
      value: { headers: headersOf(exchange), body: exchange.body },
      with: ({ headers, body }) => {
        const changed: ModelExchange = {
          ...exchange,
          headers: Object.entries(headers as Record<string, string>),
          body,
        };
        return { ...recording, model: recording.model.map((one) => (one === exchange ? changed : one)) };
      },
    },
  ];
}

function headersOf({ headers }: ModelExchange): JsonObject {
  return Object.fromEntries(headers);
}

function nameOf({ message, answers }: WireMessage): string | null {
  if (message.kind === 'invalid') return null;
  if (message.kind === 'notification' || message.kind === 'request') return message.method;
  const method = answers?.method ?? '?';
  return message.kind === 'response' ? `answer ${method}` : `error ${method}`;
}

function withProcess(recording: Recording, process: ProcessRecord, change: Partial<ProcessRecord>): Recording {
  return {
    ...recording,
    processes: recording.processes.map((one) => (one === process ? { ...process, ...change } : one)),
  };
}

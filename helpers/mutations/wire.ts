import type { ProcessRecord, WireLine } from '../recording/recording.ts';
import { parseJsonObject, type JsonObject } from '../util/json-object.ts';
import { changeJsonLine } from './json-line.ts';
import type { Mutation } from './mutation.ts';
import { changeLastProcess, changeEachProcess } from './recording.ts';

/** True for the messages of the server that a mutation changes, given all lines of their wire. */
export type MessageFilter = (message: JsonObject, lines: readonly WireLine[]) => boolean;

/** Changes the lines of the wire. */
export function changeWire(change: (lines: readonly WireLine[]) => readonly WireLine[]): Mutation {
  return changeEachProcess((process) => ({ wire: change(process.wire) }));
}

/** Changes the messages of the server that match. */
export function changeServerMessages(
  matches: MessageFilter,
  change: (message: JsonObject) => readonly JsonObject[],
): Mutation {
  return changeWire((lines) =>
    lines.flatMap((line) =>
      line.from === 'client'
        ? [line]
        : changeJsonLine(line.text, (message) => matches(message, lines), change).map((text) => withText(line, text)),
    ),
  );
}

/** Changes the notifications of one method. */
export function changeNotifications(method: string, change: (params: JsonObject) => readonly JsonObject[]): Mutation {
  return changeServerMessages(
    (message) => message['method'] === method,
    (message) => change(message['params'] as JsonObject).map((params) => withParams(message, params)),
  );
}

/** Changes the responses that match {@link isResponseTo}. */
export function changeResponse(to: number | string, change: (answer: JsonObject) => readonly JsonObject[]): Mutation {
  return changeServerMessages(isResponseTo(to), change);
}

/** Changes fields of the results of the client's requests of a method. */
export function changeResultOf(method: string, change: (result: JsonObject) => JsonObject): Mutation {
  return changeResponse(method, (response) => {
    const result = response['result'] as JsonObject;
    return [{ ...response, result: { ...result, ...change(result) } }];
  });
}

/** Matches the responses to the client's request with this id, or the results of its requests of a method. */
export function isResponseTo(to: number | string): MessageFilter {
  return (message, lines) => {
    if ('method' in message || !('id' in message)) return false;
    return typeof to === 'number' ? message['id'] === to : 'result' in message && askedIn(lines, message['id']) === to;
  };
}

/** Matches the error responses to the client's requests of a method; to all requests if none is named. */
export function isRefusal(method?: string): MessageFilter {
  return (message, lines) =>
    'error' in message && 'id' in message && (method === undefined || askedIn(lines, message['id']) === method);
}

/** Matches the notifications of one method, with an item of one type if `type` is set. */
export function isNotification(method: string, type?: string): MessageFilter {
  return (message) => message['method'] === method && (type === undefined || itemIn(message)['type'] === type);
}

/** Inserts a line of the server at this index of the wire. */
export function insertServerLine(at: number, text: string): Mutation {
  return changeWire((lines) => lines.toSpliced(at, 0, lineOf(text)));
}

/** Appends a message of the server to the wire. */
export function appendServerMessage(message: JsonObject): Mutation {
  return changeWire((lines) => [...lines, lineOf(JSON.stringify(message))]);
}

/** Duplicates the first message that matches, right after it. */
export function duplicateFirst(filter: MessageFilter): Mutation {
  return changeWire((lines) => {
    const at = placeOf(lines, filter);
    return at < 0 ? lines : lines.toSpliced(at, 0, lines[at]!);
  });
}

/** Copies the first message that matches to the end of the wire. */
export function copyFirstToEnd(filter: MessageFilter): Mutation {
  return changeWire((lines) => {
    const at = placeOf(lines, filter);
    return at < 0 ? lines : [...lines, lines[at]!];
  });
}

/** Removes the messages that match. */
export function removeMessages(filter: MessageFilter): Mutation {
  return changeServerMessages(filter, () => []);
}

/** Removes the first message that matches. */
export function removeFirst(filter: MessageFilter): Mutation {
  return changeWire((lines) => {
    const at = placeOf(lines, filter);
    return at < 0 ? lines : lines.toSpliced(at, 1);
  });
}

/** Moves the first message that matches to right before the first one that matches `target`. */
export function moveBefore(filter: MessageFilter, target: MessageFilter): Mutation {
  return moveFirst(filter, target, 0);
}

/** Moves the first message that matches to right after the next one that matches `target`; else after the first one. */
export function moveAfter(filter: MessageFilter, target: MessageFilter): Mutation {
  return moveFirst(filter, target, 1);
}

/** Copies the first message that matches to right before the first one that matches `target`. */
export function copyBefore(filter: MessageFilter, target: MessageFilter): Mutation {
  return changeWire((lines) => {
    const at = placeOf(lines, filter);
    const to = placeOf(lines, target);
    return at < 0 || to < 0 ? lines : lines.toSpliced(to, 0, lines[at]!);
  });
}

/** Changes the `turn` in the notifications of one method. */
export function changeTurn(method: string, change: JsonObject): Mutation {
  return changeNotifications(method, (params) => [
    { ...params, turn: { ...(params['turn'] as JsonObject), ...change } },
  ]);
}

/** Changes the items of one type in the notifications of one method. */
export function changeWireItems(method: string, type: string, change: (item: JsonObject) => JsonObject): Mutation {
  return changeServerMessages(isNotification(method, type), (message) => {
    const params = message['params'] as JsonObject;
    return [{ ...message, params: { ...params, item: change(params['item'] as JsonObject) } }];
  });
}

/** Makes the last process end by SIGKILL. */
export function killLastProcess(change: Partial<ProcessRecord> = {}): Mutation {
  return changeLastProcess(() => ({ exit_code: null, signal: 'SIGKILL', ...change }));
}

function moveFirst(filter: MessageFilter, target: MessageFilter, offset: 0 | 1): Mutation {
  return changeWire((lines) => {
    const at = placeOf(lines, filter);
    if (at < 0) return lines;
    const rest = lines.toSpliced(at, 1);
    const next = offset === 1 ? placeOf(rest, target, at) : -1;
    const to = next < 0 ? placeOf(rest, target) : next;
    return to < 0 ? lines : rest.toSpliced(to + offset, 0, lines[at]!);
  });
}

function placeOf(lines: readonly WireLine[], filter: MessageFilter, start = 0): number {
  return lines.findIndex(
    ({ from, text }, index) => index >= start && from === 'server' && filter(JSON.parse(text) as JsonObject, lines),
  );
}

function itemIn({ params }: JsonObject): JsonObject {
  return ((params as JsonObject | undefined)?.['item'] ?? {}) as JsonObject;
}

function lineOf(text: string): WireLine {
  return { t_ms: 0, from: 'server', text };
}

const methods = new WeakMap<readonly WireLine[], ReadonlyMap<unknown, unknown>>();

/** The method of the client's request with an id. */
function askedIn(lines: readonly WireLine[], id: unknown): unknown {
  const known = methods.get(lines);
  if (known !== undefined) return known.get(id);
  const read = new Map<unknown, unknown>();
  for (const { from, text } of lines) {
    const message = from === 'client' ? parseJsonObject(text) : null;
    if (message !== null && 'method' in message) read.set(message['id'], message['method']);
  }
  methods.set(lines, read);
  return read.get(id);
}

function withText<T>(line: T, text: string): T {
  return { ...line, text };
}

function withParams(message: JsonObject, params: JsonObject): JsonObject {
  return { ...message, params };
}

import type { ProcessRecord, WireLine } from '../recording/recording.ts';
import {
  changeServerMessages,
  changeLastProcess,
  changeNotifications,
  changeWire,
  type MessageFilter,
  type Mutation,
} from './mutations.ts';
import type { JsonObject } from '../util/json-object.ts';

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

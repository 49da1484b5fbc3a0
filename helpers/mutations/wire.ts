import type { ProcessRecord, WireLine } from '../recording/recording.ts';
import { fromServer, lastProcess, notifications, wire, type Mutation } from './mutations.ts';
import type { JsonObject } from '../util/json-object.ts';

/** Tells one message of the server from the others. */
export type Which = (message: JsonObject) => boolean;

/** The notification of this method, the first one where there are more. */
export function notice(method: string, type?: string): Which {
  return (message) => message['method'] === method && (type === undefined || itemIn(message)['type'] === type);
}

/** The answer to the request of the client with this number. */
export function answerTo(id: number): Which {
  return (message) => message['id'] === id && !('method' in message);
}

/** Puts a line of the server at this place of the wire. */
export function sent(at: number, text: string): Mutation {
  return wire((lines) => lines.toSpliced(at, 0, lineOf(text)));
}

/** Puts a message of the server at the end of the wire. */
export function sentLast(message: JsonObject): Mutation {
  return wire((lines) => [...lines, lineOf(JSON.stringify(message))]);
}

/** Sends the first message that `which` names a second time, right after the first time. */
export function twice(which: Which): Mutation {
  return wire((lines) => {
    const at = placeOf(lines, which);
    return at < 0 ? lines : lines.toSpliced(at, 0, lines[at]!);
  });
}

/** Sends the first message that `which` names once more at the end of the wire. */
export function againLast(which: Which): Mutation {
  return wire((lines) => {
    const at = placeOf(lines, which);
    return at < 0 ? lines : [...lines, lines[at]!];
  });
}

/** Leaves out the messages that `which` names. */
export function without(which: Which): Mutation {
  return fromServer(which, () => []);
}

/** Leaves out the first message that `which` names. */
export function withoutFirst(which: Which): Mutation {
  return wire((lines) => {
    const at = placeOf(lines, which);
    return at < 0 ? lines : lines.toSpliced(at, 1);
  });
}

/** Moves the first message that `which` names to right before the first one that `target` names. */
export function movedBefore(which: Which, target: Which): Mutation {
  return moved(which, target, 0);
}

/** Moves the first message that `which` names to right after the first one that `target` names. */
export function movedAfter(which: Which, target: Which): Mutation {
  return moved(which, target, 1);
}

/** Sends the first message that `which` names once more, right before the first one that `target` names. */
export function copiedBefore(which: Which, target: Which): Mutation {
  return wire((lines) => {
    const at = placeOf(lines, which);
    const to = placeOf(lines, target);
    return at < 0 || to < 0 ? lines : lines.toSpliced(to, 0, lines[at]!);
  });
}

/** Changes the `turn` in the notifications of one method. */
export function turnIn(method: string, change: JsonObject): Mutation {
  return notifications(method, (params) => [{ ...params, turn: { ...(params['turn'] as JsonObject), ...change } }]);
}

/** Changes the items of one type in the notifications of one method. */
export function itemsIn(method: string, type: string, change: (item: JsonObject) => JsonObject): Mutation {
  return fromServer(notice(method, type), (message) => {
    const params = message['params'] as JsonObject;
    return [{ ...message, params: { ...params, item: change(params['item'] as JsonObject) } }];
  });
}

/** The same process as if it had been killed. */
export function killed(change: Partial<ProcessRecord> = {}): Mutation {
  return lastProcess(() => ({ exit_code: null, signal: 'SIGKILL', ...change }));
}

function moved(which: Which, target: Which, offset: 0 | 1): Mutation {
  return wire((lines) => {
    const at = placeOf(lines, which);
    if (at < 0) return lines;
    const rest = lines.toSpliced(at, 1);
    const to = placeOf(rest, target);
    return to < 0 ? lines : rest.toSpliced(to + offset, 0, lines[at]!);
  });
}

function placeOf(lines: readonly WireLine[], which: Which): number {
  return lines.findIndex(({ from, text }) => from === 'server' && which(JSON.parse(text) as JsonObject));
}

function itemIn({ params }: JsonObject): JsonObject {
  return ((params as JsonObject | undefined)?.['item'] ?? {}) as JsonObject;
}

function lineOf(text: string): WireLine {
  return { t_ms: 0, from: 'server', text };
}

import { trackTurns, type TurnKey } from '../../app-server/current-turn.ts';
import type { WireMessage } from '../../app-server/wire.ts';
import { objectIn, listIn, textIn } from './fields.ts';
import { type JsonObject, objectOf } from '../../util/json-object.ts';

interface OfTurn {
  /** Line in `wire.jsonl`, from 1. */
  readonly line: number;
  /** Null where neither the message nor its place on the wire tells it. */
  readonly thread: string | null;
  /** Null where neither the message nor its place on the wire tells it. */
  readonly turn: string | null;
  /** Thread and turn as one text: equal for the same turn, different for others. */
  readonly key: string;
}

/** The answer to `turn/start`, `turn/started` or `turn/completed`. */
export interface TurnStep extends OfTurn {
  readonly kind: 'answered' | 'started' | 'ended';
  readonly turn: string;
  readonly status: unknown;
  readonly error: unknown;
  readonly items: readonly unknown[];
}

/** `item/started` or `item/completed`. */
export interface ItemStep extends OfTurn {
  readonly kind: 'item-started' | 'item-completed';
  readonly id: string;
  readonly type: string;
  readonly item: JsonObject;
}

/** A piece of a text. */
export interface ItemDelta extends OfTurn {
  readonly kind: 'delta';
  readonly id: string;
  readonly of: string;
  readonly text: string;
}

/** Anything else that is sent of a turn or an item, such as its plan. */
interface OtherOfTurn extends OfTurn {
  readonly kind: 'other';
}

/** What a message of the server tells of a turn. */
export type TurnEvent = TurnStep | ItemStep | ItemDelta | OtherOfTurn;

const DELTA = /^item\/(agentMessage|reasoning)\/\w*[dD]elta$/;

/**
 * Reads one wire: what each message tells of a turn, null for all others. What a version leaves out, the thread and the turn of
 * an item in 0.61, is taken from the message's place. Messages without the ids that they need are left to other clauses.
 */
export function turnEvents(): (message: WireMessage) => TurnEvent | null {
  const turnAt = trackTurns();
  const threads = new Map<string, string | null>();

  return (wireMessage) => {
    const current = turnAt(wireMessage);
    const { from, line, message, answers } = wireMessage;
    if (from !== 'server') return null;
    if (message.kind === 'response' && answers?.method === 'turn/start') {
      return stepOf('answered', line, objectOf(message.result), () => textIn(objectOf(answers.params), 'threadId'));
    }
    if (message.kind !== 'notification') return null;
    const params = objectOf(message.params);
    if (message.method === 'turn/started') {
      const step = stepOf('started', line, params, (id) => (id === current.turnId ? current.threadId : null));
      if (step !== null) threads.set(step.turn, step.thread);
      return step;
    }
    if (message.method === 'turn/completed') {
      const step = stepOf(
        'ended',
        line,
        params,
        (id) => threads.get(id) ?? (id === current.turnId ? current.threadId : null),
      );
      if (step !== null) threads.delete(step.turn);
      return step;
    }
    return notified(message.method, line, params, current);
  };
}

function notified(method: string, line: number, params: JsonObject, current: TurnKey): TurnEvent | null {
  if (!/^(?:item|turn)\//.test(method)) return null;
  const threadId = textIn(params, 'threadId') ?? current.threadId;
  const place = placeOf(line, threadId, textIn(params, 'turnId') ?? current.turnId);
  if (method === 'item/started' || method === 'item/completed') {
    const item = objectIn(params, 'item');
    const [id, type] = [textIn(item, 'id'), textIn(item, 'type')];
    if (id === null || type === null) return null;
    return { ...place, kind: method === 'item/started' ? 'item-started' : 'item-completed', id, type, item };
  }
  const of = DELTA.exec(method)?.[1];
  if (of === undefined) return { ...place, kind: 'other' };
  const [id, text] = [textIn(params, 'itemId'), textIn(params, 'delta')];
  return id === null || text === null ? null : { ...place, kind: 'delta', id, of, text };
}

function stepOf(
  kind: TurnStep['kind'],
  line: number,
  holder: JsonObject,
  threadOf: (turn: string) => string | null,
): TurnStep | null {
  const turn = objectIn(holder, 'turn');
  const id = textIn(turn, 'id');
  if (id === null) return null;
  const { key, thread } = placeOf(line, textIn(holder, 'threadId') ?? threadOf(id), id);
  const [status, error, items] = [turn['status'], turn['error'] ?? null, listIn(turn, 'items')];
  return { kind, line, thread, turn: id, key, status, error, items };
}

function placeOf(line: number, thread: string | null, turn: string | null): OfTurn {
  return { line, thread, turn, key: JSON.stringify([thread, turn]) };
}

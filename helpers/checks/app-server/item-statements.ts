import type { WireMessage } from '../../app-server/wire.ts';
import { messagesOf } from '../../queries/wire-messages.ts';
import type { ProcessRecord, Recording } from '../../recording/recording.ts';
import { objectOf, type JsonObject } from '../../util/json-object.ts';
import { listIn, objectIn, textIn } from './fields.ts';
import { turnEvents } from './turn-events.ts';

/** One statement of a server on an item. */
export interface WireItemStatement {
  readonly process: ProcessRecord;
  /** Line in `wire.jsonl`, from 1. */
  readonly line: number;
  /** The method of the notification or of the answered request. */
  readonly method: string;
  /** `begun`: in `item/started` or in a turn that runs; `final`: in `item/completed`, or in a turn that is over. */
  readonly stage: 'begun' | 'final';
  /** True in `item/started` and `item/completed`, false in the items of a turn. */
  readonly streamed: boolean;
  readonly thread: string | null;
  readonly turn: string | null;
  readonly id: string;
  readonly type: string;
  readonly item: JsonObject;
}

const read = new WeakMap<ProcessRecord, readonly WireItemStatement[]>();

/** All statements on items, process by process, in the order of the wire. Read once for all checks. */
export function itemStatements({ processes }: Pick<Recording, 'processes'>): WireItemStatement[] {
  return processes.flatMap((process) => {
    const known = read.get(process) ?? statementsIn(process);
    read.set(process, known);
    return known;
  });
}

function statementsIn(process: ProcessRecord): WireItemStatement[] {
  const step = turnEvents();
  return messagesOf(process).flatMap((message): WireItemStatement[] => {
    const event = step(message);
    if (event?.kind === 'item-started' || event?.kind === 'item-completed') {
      const { line, thread, turn, id, type, item, kind } = event;
      const [method, stage] =
        kind === 'item-started' ? (['item/started', 'begun'] as const) : (['item/completed', 'final'] as const);
      return [{ process, line, method, stage, streamed: true, thread, turn, id, type, item }];
    }
    return turnsIn(message).flatMap(({ content, ...place }) => {
      const stage = content['status'] === 'inProgress' ? 'begun' : 'final';
      return itemsOf(content).map((item) => ({ process, stage, streamed: false, ...place, ...item }));
    });
  });
}

/** The turns in all responses and notifications of a process. */
export function listedTurns(process: ProcessRecord): ListedTurn[] {
  return messagesOf(process).flatMap(turnsIn);
}

/** A turn in a response or a notification. */
export interface ListedTurn {
  /** Line in `wire.jsonl`, from 1. */
  readonly line: number;
  /** The method of the notification, or `answer` and that of the answered request. */
  readonly method: string;
  readonly thread: string | null;
  readonly turn: string;
  readonly content: JsonObject;
}

/** The turns in a message: `turn`, those of `thread`, or a page of them. */
function turnsIn({ from, line, message, answers }: WireMessage): ListedTurn[] {
  if (from !== 'server' || (message.kind !== 'response' && message.kind !== 'notification')) return [];
  if (message.kind === 'notification' && message.method.startsWith('codex/event/')) return [];
  const holder = objectOf(message.kind === 'response' ? message.result : message.params);
  const method = message.kind === 'response' ? `answer ${answers?.method ?? '?'}` : message.method;
  const thread = objectIn(holder, 'thread');
  const asked = textIn(objectOf(answers?.params), 'threadId');
  const turns = [holder['turn'], ...listIn(thread, 'turns'), ...listIn(holder, 'data')].map(objectOf);
  return turns.flatMap((content) => {
    const turn = textIn(content, 'id');
    if (turn === null || !Array.isArray(content['items'])) return [];
    return [{ line, method, thread: textIn(thread, 'id') ?? textIn(holder, 'threadId') ?? asked, turn, content }];
  });
}

function itemsOf(turn: JsonObject): { id: string; type: string; item: JsonObject }[] {
  return listIn(turn, 'items').flatMap((one) => {
    const item = objectOf(one);
    const [id, type] = [textIn(item, 'id'), textIn(item, 'type')];
    return id === null || type === null ? [] : [{ id, type, item }];
  });
}

import { belongsTo, messagesInTurns } from './current-turn.ts';
import type { Notification } from './messages.ts';
import { AgentMessageDelta, AgentMessageHolder, TokenUsageHolder, TurnHolder, type TurnError } from './schemas.ts';
import { readWire, type WireText } from './wire.ts';

/** The final message of the agent in one turn. */
export interface Reply {
  /** Line in `wire.jsonl` that completes it, from 1. */
  readonly line: number;
  readonly itemId: string;
  readonly text: string;
  /** The concatenated deltas of the item, which should equal the text. Null without deltas. */
  readonly deltas: string | null;
}

/** The end of one turn. */
export interface TurnCompletion {
  /** Line in `wire.jsonl`, from 1. */
  readonly line: number;
  readonly threadId: string | null;
  readonly id: string;
  readonly status: string;
  readonly error: TurnError | null;
}

/**
 * The last completed message of the agent in a turn, or null.
 * Read from `item/*` alone: up to 0.114 each event is sent a second time, as `codex/event/*`.
 */
export function replyOfTurn(lines: readonly WireText[], threadId: string, turnId: string): Reply | null {
  const turn = { threadId, turnId };
  const deltas = new Map<string, string>();
  let reply: Reply | null = null;
  for (const { line, message, current } of messagesInTurns(lines)) {
    if (message.kind !== 'notification') continue;
    if (message.method === 'item/agentMessage/delta') {
      const { data } = AgentMessageDelta.safeParse(message.params);
      if (data === undefined || !belongsTo(data, current, turn)) continue;
      deltas.set(data.itemId, (deltas.get(data.itemId) ?? '') + data.delta);
    } else if (message.method === 'item/completed') {
      const { data } = AgentMessageHolder.safeParse(message.params);
      if (data === undefined || !belongsTo(data, current, turn)) continue;
      const { id, text } = data.item;
      reply = { line, itemId: id, text, deltas: deltas.get(id) ?? null };
      // A model may reuse an id; codex then sends two items with it.
      deltas.delete(id);
    }
  }
  return reply;
}

/** All turns that ended, in order. */
export function turnCompletions(lines: readonly WireText[]): TurnCompletion[] {
  return messagesInTurns(lines).flatMap(({ line, message, current }) => {
    if (message.kind !== 'notification' || message.method !== 'turn/completed') return [];
    const { data } = TurnHolder.safeParse(message.params);
    if (data === undefined) return [];
    const { id, status, error } = data.turn;
    const threadId = data.threadId ?? (id === current.turnId ? current.threadId : null);
    return [{ line, threadId, id, status, error: error ?? null }];
  });
}

/** True for the notification that ends a turn. Where it names no thread (0.61), the id of the turn decides. */
export function completesTurn(notification: Notification, threadId: string, turnId: string): boolean {
  if (notification.method !== 'turn/completed') return false;
  const { data } = TurnHolder.safeParse(notification.params);
  return data?.turn.id === turnId && (data.threadId ?? threadId) === threadId;
}

/**
 * The last total of used tokens that codex reported for a thread, by its own names. Null without a report
 * (0.61 has no such notification).
 */
export function tokenUsage(lines: readonly WireText[], threadId: string): Readonly<Record<string, number>> | null {
  let counters: Readonly<Record<string, unknown>> | null = null;
  for (const { from, message } of readWire(lines)) {
    if (from !== 'server' || message.kind !== 'notification' || message.method !== 'thread/tokenUsage/updated')
      continue;
    const { data } = TokenUsageHolder.safeParse(message.params);
    if (data?.threadId === threadId) counters = data.tokenUsage.total;
  }
  if (counters === null) return null;
  const entries = Object.entries(counters);
  return Object.fromEntries(entries.filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
}

import { belongsTo, placeInTurns } from './current-turn.ts';
import type { Notification } from './messages.ts';
import { AgentMessageDelta, AgentMessageHolder, TokenUsageHolder, TurnHolder, type TurnError } from './schemas.ts';
import { readWire, type WireText } from './wire.ts';

/** The final message of the agent in one turn. */
export interface Reply {
  /** Line in `wire.jsonl` that completes it, from 1. */
  readonly line: number;
  readonly itemId: string;
  readonly text: string;
  /** All deltas of that item, concatenated: the same as the text on a sound wire. Null when none came. */
  readonly deltas: string | null;
}

/** The end of one turn. */
export interface TurnCompletion {
  /** Line in `wire.jsonl`, from 1. */
  readonly line: number;
  /** Null where neither the message nor its place on the wire tells it. */
  readonly threadId: string | null;
  readonly id: string;
  /** `completed`, `interrupted` or `failed` in all versions seen. */
  readonly status: string;
  readonly error: TurnError | null;
}

/**
 * The last message of the agent that was completed in a turn; null when none was.
 * Read from `item/*` alone: up to 0.114 each event is on the wire a second time, as `codex/event/*`.
 */
export function replyOfTurn(lines: readonly WireText[], threadId: string, turnId: string): Reply | null {
  const turn = { threadId, turnId };
  const deltas = new Map<string, string>();
  let reply: Reply | null = null;
  for (const { line, message, current } of placeInTurns(lines)) {
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
      // A model may use an id again; codex then sends two items of that id.
      deltas.delete(id);
    }
  }
  return reply;
}

/** Each turn that ended, in order. */
export function turnCompletions(lines: readonly WireText[]): TurnCompletion[] {
  return placeInTurns(lines).flatMap(({ line, message, current }) => {
    if (message.kind !== 'notification' || message.method !== 'turn/completed') return [];
    const { data } = TurnHolder.safeParse(message.params);
    if (data === undefined) return [];
    const { id, status, error } = data.turn;
    const threadId = data.threadId ?? (id === current.turnId ? current.threadId : null);
    return [{ line, threadId, id, status, error: error ?? null }];
  });
}

/** True for the notification that ends a turn. In a version that does not name the thread (0.61) the turn's id decides alone. */
export function completesTurn(notification: Notification, threadId: string, turnId: string): boolean {
  if (notification.method !== 'turn/completed') return false;
  const { data } = TurnHolder.safeParse(notification.params);
  return data?.turn.id === turnId && (data.threadId ?? threadId) === threadId;
}

/**
 * The tokens that a thread has used in total, as codex last reported them, under its own names; null when it never did
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

import { readWire, type WireMessage, type WireText } from './wire.ts';
import { TurnHolder, TurnStart } from './schemas.ts';

/** A turn, as far as a message or its place on the wire names it. */
export interface TurnKey {
  readonly threadId: string | null;
  readonly turnId: string | null;
}

/** A message of the server, with the latest turn that was started before it. */
export interface MessageInTurn extends WireMessage {
  readonly current: TurnKey;
}

/**
 * Tracks the latest turn that was started, message by message. A message that names no turn belongs to it: items of codex 0.61
 * name none (those of 0.77 do), but the response to `turn/start` precedes all messages of its turn. With two turns at once, the
 * turn of such an item is unknown.
 */
export function trackTurns(): (message: WireMessage) => TurnKey {
  let current: TurnKey = { threadId: null, turnId: null };
  return (message) => (current = turnStartedBy(message, current) ?? current);
}

/** The messages of the server, each with the turn of {@link trackTurns}. */
export function messagesInTurns(lines: readonly WireText[]): MessageInTurn[] {
  const turnAt = trackTurns();
  return readWire(lines)
    .filter(({ from }) => from === 'server')
    .map((message) => ({ ...message, current: turnAt(message) }));
}

/** True unless the ids name another turn. Ids that a message lacks are taken from `current`. */
export function belongsTo(
  ids: { readonly threadId?: string | null | undefined; readonly turnId?: string | null | undefined },
  current: TurnKey,
  turn: { readonly threadId: string; readonly turnId: string },
): boolean {
  const threadId = ids.threadId ?? current.threadId ?? turn.threadId;
  const turnId = ids.turnId ?? current.turnId;
  return threadId === turn.threadId && turnId === turn.turnId;
}

function turnStartedBy({ from, message, answers }: WireMessage, current: TurnKey): TurnKey | null {
  if (from !== 'server') return null;
  if (message.kind === 'response' && answers?.method === 'turn/start') {
    const { data } = TurnHolder.safeParse(message.result);
    const asked = TurnStart.safeParse(answers.params);
    return data === undefined ? null : { threadId: asked.data?.threadId ?? null, turnId: data.turn.id };
  }
  if (message.kind === 'notification' && message.method === 'turn/started') {
    const { data } = TurnHolder.safeParse(message.params);
    if (data === undefined) return null;
    const sameTurn = data.turn.id === current.turnId;
    return { threadId: data.threadId ?? (sameTurn ? current.threadId : null), turnId: data.turn.id };
  }
  return null;
}

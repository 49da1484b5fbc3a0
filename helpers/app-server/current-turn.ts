import { readWire, type WireMessage, type WireText } from './wire.ts';
import { TurnHolder, TurnStart } from './schemas.ts';

/** The turn that a message belongs to, as far as it can be told. */
export interface TurnKey {
  readonly threadId: string | null;
  readonly turnId: string | null;
}

/** A message of the server with the turn that was the latest to start before it. */
export interface PlacedMessage extends WireMessage {
  readonly current: TurnKey;
}

/**
 * Keeps track of the latest turn that was started, message by message: the one that a message belongs to which does not say
 * so itself. codex 0.61 does not say where an item belongs (0.77 does), so only the item's place on the wire tells it: the
 * answer to `turn/start` comes before all that the turn causes. With two turns at once such a version leaves it open.
 */
export function trackTurns(): (message: WireMessage) => TurnKey {
  let current: TurnKey = { threadId: null, turnId: null };
  return (message) => (current = turnStartedBy(message, current) ?? current);
}

/** The messages of the server, each with the turn that {@link trackTurns} finds for it. */
export function placeInTurns(lines: readonly WireText[]): PlacedMessage[] {
  const turnAt = trackTurns();
  return readWire(lines)
    .filter(({ from }) => from === 'server')
    .map((message) => ({ ...message, current: turnAt(message) }));
}

/** True unless the ids say that it is another turn. What a message does not say itself is taken from `current`. */
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

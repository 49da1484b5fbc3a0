import type { ItemDelta, ItemStep, TurnEvent } from './turn-events.ts';

/** An id is unique in its turn only: 0.98 takes those of messages from the model, which may repeat them. */
export function nameOf({ key, id }: ItemStep | ItemDelta): string {
  return JSON.stringify([key, id]);
}

/** What is still open when its turn ends is not waited for. */
export function forgetTurn(
  turns: Map<string, string>,
  event: TurnEvent,
  forget: (name: string) => void = () => undefined,
): void {
  if (event.kind !== 'ended') return;
  for (const [name, key] of turns) {
    if (key !== event.key) continue;
    turns.delete(name);
    forget(name);
  }
}

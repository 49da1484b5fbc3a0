import type { ExecEvent } from '../exec/events.ts';
import type { ThreadItem } from '../exec/items.ts';
import type { ProcessRecord } from '../recording/recording.ts';
import { linesOf } from './exec-lines.ts';

/** The valid events that a process printed. */
export function eventsOf(process: ProcessRecord): ExecEvent[] {
  return linesOf(process).flatMap((line) => (line.kind === 'event' ? [line.event] : []));
}

/** The items of one type that a process completed, in order. */
export function completedItems<Type extends ThreadItem['type']>(
  process: ProcessRecord,
  type: Type,
): Extract<ThreadItem, { type: Type }>[] {
  return eventsOf(process).flatMap((event) =>
    event.type === 'item.completed' && event.item.type === type
      ? [event.item as Extract<ThreadItem, { type: Type }>]
      : [],
  );
}

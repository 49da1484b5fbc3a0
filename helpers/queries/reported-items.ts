import { carriesItem, type ItemEventType } from '../exec/events.ts';
import type { ThreadItem } from '../exec/items.ts';
import type { ProcessRecord } from '../recording/recording.ts';
import { linesOf } from './exec-lines.ts';

/** One event of an item. */
export interface ItemStatement<Item extends ThreadItem = ThreadItem> {
  readonly event: ItemEventType;
  /** Line in `stdout.jsonl`, from 1. */
  readonly line: number;
  readonly item: Item;
}

/** An item of one type and all that a process reported of it: at least one event. */
export interface ReportedItem<Type extends ThreadItem['type']> {
  readonly id: string;
  readonly first: ItemStatement<Extract<ThreadItem, { type: Type }>>;
  readonly completed: ItemStatement<Extract<ThreadItem, { type: Type }>> | undefined;
  readonly all: readonly ItemStatement<Extract<ThreadItem, { type: Type }>>[];
}

/** The items of one type that a process reported, in the order of their first events. */
export function reportedItems<Type extends ThreadItem['type']>(
  process: ProcessRecord,
  type: Type,
): ReportedItem<Type>[] {
  const statements = linesOf(process).flatMap((line) => {
    if (line.kind !== 'event' || !carriesItem(line.event) || line.event.item.type !== type) return [];
    const item = line.event.item as Extract<ThreadItem, { type: Type }>;
    return [{ event: line.event.type, line: line.line, item }];
  });
  return [...Map.groupBy(statements, ({ item }) => item.id)].map(([id, all]) => ({
    id,
    first: all[0]!,
    completed: all.find(({ event }) => event === 'item.completed'),
    all,
  }));
}

import { carriesItem, type ItemEventType } from '../../exec/events.ts';
import type { ParsedLine } from '../../exec/parser.ts';
import { lineRule, type Validity, type Rule } from '../stream-rule.ts';

/** An event of an item of any type. */
export interface ItemEvent {
  readonly event: ItemEventType;
  readonly id: string;
  readonly type: string;
}

/** The state of an item before one of its events. */
export interface Sighting {
  readonly stood: 'new' | 'open' | 'completed';
  readonly openedAs: string | undefined;
  readonly next: number;
}

/** Tracks the items of a stream. */
export interface ItemTracker {
  see(item: ItemEvent): Sighting;
  /** Ids of the items that are open, in the order in which they were opened. */
  open(): readonly string[];
}

const NUMBERED = /^item_(0|[1-9]\d{0,14})$/;
const SKIPPED_LIMIT = 1000;

/** The item event of a line; undefined for other lines. */
export function itemEventOf(line: ParsedLine): ItemEvent | undefined {
  if (line.kind === 'event') {
    const { event } = line;
    return carriesItem(event) ? { event: event.type, id: event.item.id, type: event.item.type } : undefined;
  }
  if (line.kind !== 'unknown-item') return undefined;
  const { type: event, item } = line.value as { type: ItemEvent['event']; item: { id?: unknown } };
  return typeof item.id === 'string' ? { event, id: item.id, type: line.type } : undefined;
}

/**
 * Remembers open items and the highest number of `item_N`, so its memory does not grow with the stream. An id of another form
 * is new again after its item is completed.
 */
export function itemTracker(): ItemTracker {
  const open = new Map<string, string>();
  const skipped = new Set<number>();
  let next = 0;

  function passes(number: number): void {
    while (next < number && skipped.size < SKIPPED_LIMIT) skipped.add(next++);
    next = number + 1;
  }

  function standing(id: string): Sighting['stood'] {
    if (open.has(id)) return 'open';
    const digits = NUMBERED.exec(id)?.[1];
    const number = digits === undefined ? next : Number(digits);
    if (number < next && !skipped.delete(number)) return 'completed';
    if (number >= next) passes(number);
    // An id of another form stands in the place of a number, which may come yet.
    if (digits === undefined) skipped.add(number);
    return 'new';
  }

  return {
    see({ event, id, type }) {
      const before = { openedAs: open.get(id), next };
      const stood = standing(id);
      if (event === 'item.completed') open.delete(id);
      else if (stood === 'new') open.set(id, type);
      return { stood, ...before };
    },
    open: () => [...open.keys()],
  };
}

/** A rule on each event of an item and the state of the item before it. */
export function itemRule(judge: (item: ItemEvent, sighting: Sighting) => Validity): Rule<ParsedLine> {
  return lineRule(() => {
    const items = itemTracker();
    return {
      see(line) {
        const item = itemEventOf(line);
        return item === undefined ? undefined : judge(item, items.see(item));
      },
    };
  });
}

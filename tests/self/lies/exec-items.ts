import { at, drops, matches, parsed } from './alter.ts';

/** A mapper that drops the events of an item, and numbers the items after it anew. */
export function withoutItem(pattern: unknown): (line: string) => string | null {
  const drop = drops(pattern);
  const dropped = new Set<unknown>();
  return (line) => {
    if (drop(line) !== null) return renumbered(line, -dropped.size);
    dropped.add(at(parsed(line), 'item', 'id'));
    return null;
  };
}

/** A mapper that writes a completed item before the first event that matches, and numbers the items after it anew. */
export function withItem(before: unknown, item: object): (line: string) => string {
  let isInserted = false;
  return (line) => {
    if (isInserted) return renumbered(line, 1);
    const event = parsed(line);
    if (!matches(event, before)) return line;
    isInserted = true;
    const inserted = { type: 'item.completed', item: { id: at(event, 'item', 'id'), ...item } };
    return `${JSON.stringify(inserted)}\n${renumbered(line, 1)}`;
  };
}

function renumbered(line: string, shift: number): string {
  return line.replace(/"id":"item_(\d+)"/, (_, number: string) => `"id":"item_${Number(number) + shift}"`);
}

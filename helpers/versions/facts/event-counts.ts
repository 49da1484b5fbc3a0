import { oneOf, THEN } from './fact.ts';

/** How often the same thing came. */
export interface Tally {
  /** By name, in the order of the first appearance. */
  readonly counts: ReadonlyMap<string, number>;
  /** The order of all, without repetitions that follow each other. */
  readonly order: string;
}

/** Pieces of a text arrive as the clock has it: their number says nothing. */
const PIECE = /delta/i;

/** Counts names and gives their order. */
export function tally(names: readonly string[]): Tally {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return { counts, order: names.filter((name, index) => name !== names[index - 1]).join(THEN) };
}

/** How often something came, as a value: pieces of a text are `some`. */
export function countValue(name: string, count: number): string {
  return PIECE.test(name) ? 'some' : String(count);
}

/** One step in the life of an item. */
export interface LifeStep {
  readonly type: string;
  readonly id: string;
  readonly step: string;
}

/** How the items of each type live: `started > completed`, `completed`, `started`; several ways are a set. */
export function lives(steps: readonly LifeStep[]): ReadonlyMap<string, string> {
  const items = Map.groupBy(steps, ({ type, id }) => JSON.stringify([type, id]));
  const ways = new Map<string, string[]>();
  for (const item of items.values()) {
    const { type } = item[0]!;
    ways.set(type, [...(ways.get(type) ?? []), tally(item.map(({ step }) => step)).order]);
  }
  return new Map([...ways].map(([type, all]) => [type, oneOf(all)]));
}

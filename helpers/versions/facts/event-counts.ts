import { oneOf, THEN } from './fact.ts';

/** The counts and the order of names. */
export interface Tally {
  readonly counts: ReadonlyMap<string, number>;
  /** Consecutive repetitions are one. */
  readonly order: string;
}

/** The number of deltas of a text depends on timing. */
const DELTA = /delta/i;

export function tally(names: readonly string[]): Tally {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return { counts, order: names.filter((name, index) => name !== names[index - 1]).join(THEN) };
}

/** A count as the value of a fact: deltas are `some`. */
export function countValue(name: string, count: number): string {
  return DELTA.test(name) ? 'some' : String(count);
}

/** One step of an item, such as `started`. */
export interface LifeStep {
  readonly type: string;
  readonly id: string;
  readonly step: string;
}

/** The steps of the items of each type: `started > completed`, `started`; different ones are a set. */
export function lives(steps: readonly LifeStep[]): ReadonlyMap<string, string> {
  const items = Map.groupBy(steps, ({ type, id }) => JSON.stringify([type, id]));
  const ways = new Map<string, string[]>();
  for (const item of items.values()) {
    const { type } = item[0]!;
    ways.set(type, [...(ways.get(type) ?? []), tally(item.map(({ step }) => step)).order]);
  }
  return new Map([...ways].map(([type, all]) => [type, oneOf(all)]));
}

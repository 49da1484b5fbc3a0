import type { Look } from './evaluate.ts';
import type { Pair } from './status.ts';
import { THING_KINDS, type Thing } from './requirement.ts';

/** What becomes of a thing that a consumer relies on, the worst first. */
export const FATES = ['broken', 'unknown', 'not-before', 'holds'] as const;

/**
 * `broken`: it holds in the version in use and not in the other. `unknown`: of one of them nothing is known. `not-before`:
 * it does not hold in the version in use either. `holds`: it holds in both.
 */
export type Fate = (typeof FATES)[number];

/** Where a thing breaks. */
export interface Break {
  /** The first version in which it does not hold. */
  readonly firstBad: string;
  /** The last version before that in which it holds. */
  readonly lastGood: string;
  /** Versions between the two, of which nothing can be said. */
  readonly between: readonly string[];
}

/** One thing and what becomes of it. */
export interface Answered {
  readonly thing: Thing;
  readonly fate: Fate;
  readonly pair: Pair;
  /** Only of what is broken; null where it was not searched. */
  readonly breaks: Break | null;
}

/** What becomes of all things, the worst first, then by kind and name. */
export function answer(things: readonly Thing[], look: Look): Answered[] {
  return things
    .map((thing): Answered => {
      const pair = look(thing);
      return { thing, pair, fate: fateOf(pair), breaks: null };
    })
    .toSorted(byFate);
}

function fateOf({ before, after }: Pair): Fate {
  if (before.shown === 'bad') return 'not-before';
  if (before.shown === 'unknown' || after.shown === 'unknown') return 'unknown';
  return after.shown === 'bad' ? 'broken' : 'holds';
}

function byFate(a: Answered, b: Answered): number {
  return (
    FATES.indexOf(a.fate) - FATES.indexOf(b.fate) ||
    THING_KINDS.indexOf(a.thing.kind) - THING_KINDS.indexOf(b.thing.kind) ||
    (a.thing.name < b.thing.name ? -1 : Number(a.thing.name > b.thing.name))
  );
}

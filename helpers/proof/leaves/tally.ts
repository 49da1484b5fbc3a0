import * as z from 'zod';
import type { LeafResult } from './score.ts';
import { isUnjudgeable } from './unjudgeable.ts';

const count = z.int().nonnegative();

/** How many changed leaves were noticed, and by whom. */
export const leafTallySchema = z.strictObject({
  changes: count,
  /** No check can judge them: not in the counts below. */
  left_out: count,
  by_check: count,
  by_fact_only: count,
  by_nothing: count,
});

export type LeafTally = Readonly<z.infer<typeof leafTallySchema>>;

/** The tally of one path of one kind of message. */
export interface PathTally extends LeafTally {
  readonly path: string;
  /** The check that noticed most of them; null if none did. */
  readonly check: string | null;
  /** A scenario with a change that no check noticed; null if there is none. */
  readonly missedIn: string | null;
}

export function leafTally(results: readonly LeafResult[]): LeafTally {
  const judged = results.filter((result) => !isUnjudgeable(result));
  const byCheck = judged.filter(({ check }) => check !== null).length;
  const byFactOnly = judged.filter(({ fact }) => fact).length;
  return {
    changes: results.length,
    left_out: results.length - judged.length,
    by_check: byCheck,
    by_fact_only: byFactOnly,
    by_nothing: judged.length - byCheck - byFactOnly,
  };
}

/** The tallies of all paths, those that are missed most often first. */
export function tallyByPath(results: readonly LeafResult[]): PathTally[] {
  return [...Map.groupBy(results, ({ path }) => path)]
    .map(([path, own]): PathTally => {
      const checks = [...Map.groupBy(own, ({ check }) => check)].filter(([id]) => id !== null);
      const [most] = checks.toSorted(([, a], [, b]) => b.length - a.length);
      const missed = own.find((one) => one.check === null && !isUnjudgeable(one));
      return { path, ...leafTally(own), check: most?.[0] ?? null, missedIn: missed?.scenario ?? null };
    })
    .toSorted((a, b) => missedIn(b) - missedIn(a) || (a.path < b.path ? -1 : 1));
}

function missedIn({ by_fact_only, by_nothing }: LeafTally): number {
  return by_fact_only + by_nothing;
}

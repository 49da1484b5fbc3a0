import type { LeafResult } from './score.ts';
import { isUnjudgeable } from './unjudgeable.ts';

/** How many changed leaves were noticed, and by whom. */
export interface LeafTally {
  readonly changes: number;
  /** Left out of the shares below: no check can judge them. */
  readonly unjudgeable: number;
  readonly byCheck: number;
  readonly byFactOnly: number;
  readonly byNothing: number;
}

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
    unjudgeable: results.length - judged.length,
    byCheck,
    byFactOnly,
    byNothing: judged.length - byCheck - byFactOnly,
  };
}

/** The tallies of all paths, those that are missed most often first. */
export function tallyByPath(results: readonly LeafResult[]): PathTally[] {
  return [...Map.groupBy(results, ({ path }) => path)]
    .map(([path, own]): PathTally => {
      const checks = [...Map.groupBy(own, ({ check }) => check)].filter(([id]) => id !== null);
      const [most] = checks.toSorted(([, a], [, b]) => b.length - a.length);
      const missed = own.find(({ check }) => check === null);
      return { path, ...leafTally(own), check: most?.[0] ?? null, missedIn: missed?.scenario ?? null };
    })
    .toSorted((a, b) => missedIn(b) - missedIn(a) || (a.path < b.path ? -1 : 1));
}

function missedIn({ byFactOnly, byNothing }: LeafTally): number {
  return byFactOnly + byNothing;
}

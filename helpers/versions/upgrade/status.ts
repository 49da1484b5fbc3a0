import type { Shown } from '../bisect/search.ts';
import type { Difference } from '../diff/difference.ts';

/** Whether a thing holds in a version. */
export interface State {
  readonly shown: Shown;
  /** Why it is not simply so, in words. Can hold names that codex printed. Untrusted. */
  readonly reason: string | null;
  /** What the fact was, and what it is. */
  readonly difference: Difference | null;
}

/** Whether a thing holds in the version that is in use, and in another one. */
export interface Pair {
  readonly before: State;
  readonly after: State;
}

/** It holds. */
export function good(reason: string | null = null, difference: Difference | null = null): State {
  return { shown: 'good', reason, difference };
}

/** It does not hold. */
export function bad(reason: string, difference: Difference | null = null): State {
  return { shown: 'bad', reason, difference };
}

/** Nothing can be said. */
export function unknown(reason: string): State {
  return { shown: 'unknown', reason, difference: null };
}

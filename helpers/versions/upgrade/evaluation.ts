import type { Status } from '../bisect/search.ts';
import type { Difference } from '../diff/difference.ts';

/** Whether a requirement holds in a version: `good` if it does. */
export interface Evaluation {
  readonly status: Status;
  /** Null if there is nothing to explain. Can hold names that codex printed. Untrusted. */
  readonly reason: string | null;
  readonly difference: Difference | null;
}

/** Whether a requirement holds in the version in use, and in another one. */
export interface Evaluations {
  readonly before: Evaluation;
  readonly after: Evaluation;
}

/** It holds. */
export function good(reason: string | null = null, difference: Difference | null = null): Evaluation {
  return { status: 'good', reason, difference };
}

/** It does not hold. */
export function bad(reason: string, difference: Difference | null = null): Evaluation {
  return { status: 'bad', reason, difference };
}

/** The recordings do not show whether it holds. */
export function unknown(reason: string): Evaluation {
  return { status: 'unknown', reason, difference: null };
}

import type { Mode } from '../recording/mode.ts';
import type { Recording } from '../recording/recording.ts';
import type { StreamRule } from './stream-rule.ts';
import type { Authority, Evidence, Level } from './verdict.ts';

/** What a check finds in a recording. A pass needs evidence as much as a failure: what was seen, not that nothing was. */
export type Finding =
  | { readonly verdict: 'pass' | 'fail'; readonly evidence: readonly [Evidence, ...Evidence[]] }
  | { readonly verdict: 'not-applicable' | 'untestable'; readonly reason: string };

/** One clause and the function that judges it. */
export interface Check {
  /** Never renamed, never given to another clause. */
  readonly id: string;
  /** The clause in one sentence. */
  readonly clause: string;
  readonly level: Level;
  readonly authority: Authority;
  /** The modes whose recordings it reads. */
  readonly modes: readonly Mode[];
  /** The only scenarios that show what the clause speaks of. @default all of its modes */
  readonly scenarios?: readonly string[];
  /**
   * What the binary must say that it can do for the clause to apply, such as `exec.flag.ephemeral`: never a version.
   *
   * @default nothing
   */
  readonly needs?: readonly string[];
  /** True if it reads what the scripted model saw, which a live run does not have. */
  readonly readsModel?: boolean;
  /** Set if the clause speaks of a stream alone, so that it can judge one that somebody else captured. */
  readonly rule?: StreamRule;
  /** Reads the recording and nothing else: no clock, no disk, no process. */
  judge(recording: Recording): Finding;
}

/** All is as the clause has it. */
export function pass(message: string, where: Omit<Evidence, 'message'> = {}): Finding {
  return { verdict: 'pass', evidence: [{ message, ...where }] };
}

/** Fails with what was found, or passes with `seen` if nothing was. */
export function failIfAny(found: readonly Evidence[], seen: string): Finding {
  const [first, ...rest] = found;
  return first === undefined ? pass(seen) : { verdict: 'fail', evidence: [first, ...rest] };
}

/** Fails with what was found; otherwise says why nothing can be said of a part of it, or passes with `seen`. */
export function failOrUntestable(found: readonly Evidence[], missing: readonly string[], seen: string): Finding {
  const [reason] = missing;
  return found.length === 0 && reason !== undefined ? untestable(reason) : failIfAny(found, seen);
}

/** The recording does not hold what the clause speaks of, although it should. */
export function untestable(reason: string): Finding {
  return { verdict: 'untestable', reason };
}

/** The recording is not of the kind that the clause speaks of. */
export function notApplicable(reason: string): Finding {
  return { verdict: 'not-applicable', reason };
}

import type { Mutations } from '../mutations/mutation.ts';
import type { Language } from '../recording/mode.ts';
import type { Precondition } from '../recording/preconditions.ts';
import type { Recording } from '../recording/recording.ts';
import type { StreamRule } from './stream-rule.ts';
import type { Authority, Cause, Evidence, Level } from './verdict.ts';

/** The outcome of a check on a recording. A pass needs evidence, too: how many of what were judged. */
export type CheckOutcome =
  | { readonly verdict: 'pass' | 'fail'; readonly evidence: readonly [Evidence, ...Evidence[]] }
  | { readonly verdict: 'not-applicable'; readonly cause: Cause; readonly reason: string }
  | { readonly verdict: 'untestable'; readonly reason: string; readonly evidence?: readonly Evidence[] };

/** One clause and the function that judges it. */
export interface Check {
  /** Never renamed, never given to another clause. */
  readonly id: string;
  /** The clause in one sentence. */
  readonly clause: string;
  readonly level: Level;
  readonly authority: Authority;
  /** @default both */
  readonly language?: Language;
  /** What must hold in a scenario for the clause to be judged there. @default nothing */
  readonly assumes?: readonly Precondition[];
  /**
   * Texts of its evidence by the precondition that they deny: a failure with such a text explains those of checks that
   * assume the precondition, in the same scenario and process. @default none
   */
  readonly denies?: Partial<Readonly<Record<Precondition, string>>>;
  /** Set by `beside`: the scenarios beside which the check stands; it judges no other. */
  readonly scenarios?: readonly string[];
  /** Capabilities that the binary must have, such as `exec.flag.ephemeral`; never a version. @default none */
  readonly needs?: readonly string[];
  /**
   * Methods of a client whose effect it judges on another channel than their response, such as `thread/fork`, and flags, such as
   * `exec --ephemeral`. Protocol coverage counts them. @default none
   */
  readonly effects?: readonly string[];
  /** True if it reads the requests to the scripted model, which are not recorded in live runs. */
  readonly needsModel?: boolean;
  /** True if it compares the server's messages with the client's: a log of the server alone cannot be judged. */
  readonly needsClient?: boolean;
  /** Judges one stream; set for clauses that need no more than that, so that a captured stream can be judged. */
  readonly rule?: StreamRule;
  /** Reads the recording and nothing else: no clock, no disk, no process. */
  judge(recording: Recording): CheckOutcome;
  /** Changes of a good recording that the check must notice, at least two, by what such a codex does. */
  readonly mutants: () => Mutations;
  /** Changes after which the check must neither pass nor fail, by what is missing; those of a rule are derived. */
  readonly unjudged?: () => Mutations;
}

/**
 * Passes with the number of what was judged; not applicable where nothing was.
 *
 * @param about in the plural, with what was seen of them: `exit codes, all 0`
 */
export function pass(judged: number, about: string, where: Omit<Evidence, 'message'> = {}): CheckOutcome {
  if (judged === 0) return notApplicable(`0 ${about}`);
  return { verdict: 'pass', evidence: [{ message: `${judged} ${about}`, ...where }] };
}

/** Fails with the violations, else passes as {@link pass} does. */
export function failIfAny(found: readonly Evidence[], judged: number, about: string): CheckOutcome {
  const [first, ...rest] = found;
  return first === undefined ? pass(judged, about) : { verdict: 'fail', evidence: [first, ...rest] };
}

/** Fails with the violations, else is untestable for the first reason, else passes as {@link pass} does. */
export function failOrUntestable(
  found: readonly Evidence[],
  missing: readonly string[],
  judged: number,
  about: string,
): CheckOutcome {
  const [reason] = missing;
  return found.length === 0 && reason !== undefined ? untestable(reason) : failIfAny(found, judged, about);
}

type Unjudged = Extract<CheckOutcome, { readonly reason: string }>;

/** The recording lacks what the clause is about, although it must have it. */
export function untestable(reason: string, evidence: readonly Evidence[] = []): Unjudged {
  return { verdict: 'untestable', reason, evidence };
}

/** The clause does not apply to the recording. */
export function notApplicable(reason: string, cause: Cause = 'nothing-seen'): Unjudged {
  return { verdict: 'not-applicable', cause, reason };
}

import type { KnownFailure } from '../inputs/baseline-schema.ts';

/** What a check can say of a recording. */
export const VERDICTS = ['pass', 'fail', 'not-applicable', 'untestable', 'harness-error'] as const;

/**
 * What a check says of a recording: `not-applicable` names the capability that the binary lacks,
 * `untestable` the prerequisite that is missing (red), `harness-error` a fault of the suite (red, never the binary's).
 */
export type Verdict = (typeof VERDICTS)[number];

/** Why a check does not apply: the binary lacks a capability, the recording does not observe it, or it did not happen. */
export const CAUSES = ['lacks', 'not-observed', 'nothing-seen'] as const;

/** One of {@link CAUSES}. */
export type Cause = (typeof CAUSES)[number];

/** Severity of a clause: a failed `may` is reported, never red. */
export const LEVELS = ['must', 'should', 'may'] as const;

/** How strongly a clause binds. */
export type Level = (typeof LEVELS)[number];

/** On what a clause rests: written documentation, the schema that the binary emits, upstream's source, or observation alone. */
export type AuthorityKind = 'documented' | 'schema' | 'source' | 'observed';

/** What a clause rests on, and where to read it. */
export interface Authority {
  readonly kind: AuthorityKind;
  readonly reference: string;
}

/** One observation that a verdict rests on. All text in it is untrusted. */
export interface Evidence {
  readonly message: string;
  /** File of the recording that shows it, such as `stdout.jsonl`. */
  readonly file?: string;
  /** Line in that file, from 1. */
  readonly line?: number;
  readonly expected?: string;
  readonly actual?: string;
}

/** The verdict of one check on one recording, as it travels from the test to the reporters. */
export interface CheckResult {
  readonly id: string;
  readonly clause: string;
  readonly level: Level;
  readonly authority: Authority;
  readonly scenario: string;
  readonly verdict: Verdict;
  /** Why it is not applicable or untestable; null for the other verdicts. */
  readonly reason: string | null;
  /** Set if it is not applicable. */
  readonly cause?: Cause;
  readonly evidence: readonly Evidence[];
  /** Set if a baseline lists this check, scenario and version; with `swept` only if the version is newer than that. */
  readonly known_failure?: KnownFailure;
}

/** What is left of a check result where it is only asked whether it is red. */
type Judged = Pick<CheckResult, 'verdict' | 'level' | 'known_failure'>;

/** True for a failure that a baseline accepts. Only codex's own failures are: `untestable` and `harness-error` never. */
export function isExcused({ verdict, known_failure }: Judged): boolean {
  return verdict === 'fail' && known_failure !== undefined;
}

/** True for a check that passes although a baseline says that it fails. */
export function isStale(result: Judged): boolean {
  return isKnownToFail(result) && result.known_failure?.swept === undefined;
}

/** True for a known failure that passes on a version newer than the last one swept: a warning, never red. */
export function isUnsweptPass(result: Judged): boolean {
  return isKnownToFail(result) && result.known_failure?.swept !== undefined;
}

function isKnownToFail({ verdict, known_failure }: Judged): boolean {
  return verdict === 'pass' && known_failure !== undefined;
}

/**
 * True for what makes a run fail: `fail` (unless the clause is a `may`, or a baseline accepts it), `untestable`,
 * `harness-error`, and a pass that a baseline says is a failure.
 */
export function isRed(result: Judged): boolean {
  if (result.verdict === 'fail') return result.level !== 'may' && !isExcused(result);
  if (isStale(result)) return true;
  return result.verdict === 'untestable' || result.verdict === 'harness-error';
}

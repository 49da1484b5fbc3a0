/** What a check can say of a recording. */
export const VERDICTS = ['pass', 'fail', 'not-applicable', 'untestable', 'harness-error'] as const;

/**
 * What a check says of a recording: `not-applicable` names the capability that the binary lacks,
 * `untestable` the prerequisite that is missing (red), `harness-error` a fault of the suite (red, never the binary's).
 */
export type Verdict = (typeof VERDICTS)[number];

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
  readonly evidence: readonly Evidence[];
}

/** True for the verdicts that make a run fail: `fail` (unless the clause is a `may`), `untestable` and `harness-error`. */
export function isRed(result: Pick<CheckResult, 'verdict' | 'level'>): boolean {
  if (result.verdict === 'fail') return result.level !== 'may';
  return result.verdict === 'untestable' || result.verdict === 'harness-error';
}

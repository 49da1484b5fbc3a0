import type { CheckResult } from '../checks/verdict.ts';
import type { Language } from '../recording/mode.ts';
import type { StreamForm } from './detect-format.ts';

/** One place in a stream that a clause finds fault with. All text in it is untrusted; long text was cut. */
export interface StreamFinding {
  readonly message: string;
  /** Counts from 1. */
  readonly line: number;
  readonly expected?: string;
  readonly actual?: string;
}

/** What one check says of a stream. */
export interface CheckJudgement extends Omit<CheckResult, 'scenario' | 'evidence' | 'known_failure'> {
  /** What it speaks of, in the plural; null for a clause on whole recordings. */
  readonly about: string | null;
  /** How many of these there were. */
  readonly judged: number;
  /** How many faults were found. */
  readonly found: number;
  /** The first of them. */
  readonly findings: readonly StreamFinding[];
}

/** What all checks say of a stream. */
export interface Judgement {
  /** As the user knows it: a path, or `stdin`. */
  readonly source: string;
  readonly language: Language;
  readonly form: StreamForm;
  /** All that were read. */
  readonly lines: number;
  /** Lines of a log that do not say which side sent them, so that nobody can be blamed for them. */
  readonly unread: { readonly lines: number; readonly first: number | null };
  readonly checks: readonly CheckJudgement[];
}

/** True if a clause that binds does not hold. */
export function isRedJudgement({ verdict, level }: CheckJudgement): boolean {
  return verdict === 'fail' && level !== 'may';
}

/** True if a clause was judged, whatever came of it. */
export function isJudged({ verdict }: CheckJudgement): boolean {
  return verdict === 'pass' || verdict === 'fail';
}

import type { Check } from '../checks/check.ts';
import { withTexts } from '../checks/evidence.ts';
import { nothingJudged, type Violation, type Rule, type StreamRule } from '../checks/stream-rule.ts';
import { messageOf } from '../util/errors.ts';
import { excerpt, excerptPair } from '../util/text/excerpt.ts';
import type { Judgement, StreamFinding } from './judgement.ts';

type StreamCheck = Judgement['checks'][number];

/** Judges one stream by one check. */
export interface RunningCheck<Element> {
  see(element: Element): void;
  /** The result. With a reason the check does not apply, whatever it saw. */
  end(notApplicable: string | null): StreamCheck;
}

/**
 * Starts a check with a rule. It keeps the first violations and counts the others, so its memory does not grow with the stream. An
 * exception in the check is a `harness-error` of this check alone.
 */
export function startCheck<Element>(
  check: Check,
  { start, about, whenNone }: Omit<StreamRule, 'language' | 'start'> & { readonly start: Rule<Element> },
  maxFindings: number,
): RunningCheck<Element> {
  const judge = start();
  const findings: StreamFinding[] = [];
  let found = 0;
  let crash: string | null = null;

  function note(violations: readonly Violation[]): void {
    for (const violation of violations) {
      found += 1;
      if (findings.length < maxFindings) findings.push(findingOf(violation));
    }
  }

  function fail(error: unknown): void {
    crash = `The check itself failed: ${messageOf(error)}`;
  }

  function verdict(judged: number): Pick<StreamCheck, 'verdict' | 'reason'> {
    if (crash !== null) return { verdict: 'harness-error', reason: crash };
    if (found > 0) return { verdict: 'fail', reason: null };
    return { reason: null, ...(nothingJudged({ about, whenNone }, [judged]) ?? { verdict: 'pass' }) };
  }

  return {
    see(element) {
      if (crash !== null) return;
      try {
        const violations = judge.see(element);
        if (violations.length > 0) note(violations);
      } catch (error) {
        fail(error);
      }
    },
    end(notApplicable) {
      if (notApplicable !== null) return unjudged(check, notApplicable, about);
      try {
        if (crash === null) note(judge.end());
      } catch (error) {
        fail(error);
      }
      const judged = judge.judged();
      return { ...headOf(check), ...verdict(judged), about, judged, found, findings };
    },
  };
}

/** The result of a check that does not apply. */
export function unjudged(check: Check, reason: string, about: string | null = null): StreamCheck {
  return {
    ...headOf(check),
    verdict: 'not-applicable',
    cause: 'not-observed',
    reason,
    about,
    judged: 0,
    found: 0,
    findings: [],
  };
}

function headOf({ id, clause, level, authority }: Check): Pick<StreamCheck, 'id' | 'clause' | 'level' | 'authority'> {
  return { id, clause, level, authority };
}

function findingOf(violation: Violation): StreamFinding {
  const { expected, actual } = violation;
  const short = withTexts(violation, (text) => excerpt(text));
  if (expected === undefined || actual === undefined) return short;
  const [wanted, seen] = excerptPair(expected, actual);
  return { ...short, expected: wanted, actual: seen };
}

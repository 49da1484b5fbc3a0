import { messageOf } from '../util/errors.ts';
import type { Recording } from '../recording/recording.ts';
import type { Check, Finding } from './check.ts';
import { departureFrom } from './departures.ts';
import type { CheckResult, Verdict } from './verdict.ts';

/**
 * The verdict of one check on one recording.
 * A fault of the suite, in the recording or in the check itself, is never put down to the binary.
 */
export function judge(check: Check, recording: Recording): CheckResult {
  const { id, clause, level, authority } = check;
  const head = { id, clause, level, authority, scenario: recording.scenario };
  const fault = recording.harness_errors[0];
  if (fault !== undefined) return { ...head, ...outcome('harness-error', fault) };
  if (check.readsModel === true && recording.model_source === 'live') {
    return { ...head, ...outcome('not-applicable', 'What a live model is asked is not observed.') };
  }
  const lacking = check.needs?.find((name) => !recording.codex.capabilities.includes(name));
  if (lacking !== undefined) return { ...head, ...outcome('not-applicable', `The binary lacks ${lacking}.`) };
  // A clause on named scenarios is written for what they do.
  const departure = check.scenarios === undefined ? departureFrom(id, recording.expected.departures ?? []) : undefined;
  if (departure !== undefined) return { ...head, ...outcome('not-applicable', departure) };
  try {
    return { ...head, ...resultOf(check.judge(recording)) };
  } catch (error) {
    return { ...head, ...outcome('harness-error', `The check itself failed: ${messageOf(error)}`) };
  }
}

function resultOf(finding: Finding): Pick<CheckResult, 'verdict' | 'reason' | 'evidence'> {
  if ('reason' in finding) return outcome(finding.verdict, finding.reason);
  return { verdict: finding.verdict, reason: null, evidence: finding.evidence };
}

function outcome(verdict: Verdict, reason: string): Pick<CheckResult, 'verdict' | 'reason' | 'evidence'> {
  return { verdict, reason, evidence: [] };
}

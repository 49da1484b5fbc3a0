import { messageOf } from '../util/errors.ts';
import { lackedCapability } from '../recording/lacked-capability.ts';
import type { Recording } from '../recording/recording.ts';
import { notApplicable, untestable, type Check, type CheckOutcome } from './check.ts';
import type { CheckResult } from './verdict.ts';

/**
 * The result of one check on one recording of a scenario to which it applies.
 * A fault of the suite, in the recording or in the check itself, is a `harness-error` and never a failure of codex.
 */
export function judge(check: Check, recording: Recording): CheckResult {
  const { id, clause, level, authority } = check;
  const head = { id, clause, level, authority, scenario: recording.scenario, reason: null, evidence: [] };
  const fault = recording.harness_errors[0];
  if (fault !== undefined) return { ...head, verdict: 'harness-error', reason: fault };
  try {
    return { ...head, ...(unobservable(check, recording) ?? check.judge(recording)) };
  } catch (error) {
    return { ...head, verdict: 'harness-error', reason: `The check itself failed: ${messageOf(error)}` };
  }
}

function unobservable(
  { needs = [], needsModel }: Check,
  { codex, expected, model_source, processes }: Recording,
): CheckOutcome | undefined {
  if (needsModel === true && model_source === 'live') {
    return notApplicable('Requests to a live model are not recorded.', 'not-observed');
  }
  const lacking = lackedCapability(codex.capabilities, [...(expected.needs ?? []), ...needs]);
  if (lacking !== undefined) return notApplicable(`The binary lacks ${lacking}.`, 'lacks');
  return processes.length === 0 ? untestable('no process was recorded') : undefined;
}

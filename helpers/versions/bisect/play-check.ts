import type { Check } from '../../checks/check.ts';
import { judge } from '../../checks/judge.ts';
import type { CheckResult } from '../../checks/verdict.ts';
import type { Recording } from '../../recording/recording.ts';
import type { Candidate } from '../matrix/candidate.ts';
import { recordVersion, type RecordVersionOptions } from '../record-version.ts';
import type { Status } from './search.ts';

/** The results of one check in one version. */
export interface PlayedCheck {
  readonly status: Status;
  readonly results: readonly CheckResult[];
  readonly recordings: readonly Recording[];
}

/**
 * Plays scenarios on one version, or takes up-to-date recordings, and judges them by one check: `bad` if it fails on any,
 * `good` if it passes on one and fails on none.
 *
 * @throws SuiteError if the version cannot be acquired, `interrupted` if the signal was aborted
 */
export async function playCheck(
  candidate: Candidate,
  check: Check,
  options: RecordVersionOptions,
): Promise<PlayedCheck> {
  const { repeats } = await recordVersion(candidate, options);
  const recordings = repeats.flat();
  const results = recordings.map((recording) => judge(check, recording));
  return { status: statusOf(results), results, recordings };
}

function statusOf(results: readonly CheckResult[]): Status {
  const fault = results.find(({ verdict }) => verdict === 'harness-error');
  if (fault !== undefined) throw new Error(`${fault.scenario}: ${fault.reason}`);
  if (results.some(({ verdict }) => verdict === 'fail')) return 'bad';
  return results.some(({ verdict }) => verdict === 'pass') ? 'good' : 'unknown';
}

import { judge } from '../../checks/judge.ts';
import type { Check } from '../../checks/check.ts';
import type { CheckResult } from '../../checks/verdict.ts';
import type { Shown } from './search.ts';
import type { Candidate } from '../matrix/candidate.ts';
import type { Recording } from '../../recording/recording.ts';
import { playOn, type PlayOnOptions } from '../record-version.ts';

/** What one version said of a check. */
export interface Looked {
  readonly shown: Shown;
  /** One for each scenario that was played. */
  readonly results: readonly CheckResult[];
  readonly recordings: readonly Recording[];
}

/**
 * Plays scenarios on one version, or takes the recordings that are up to date, and judges them by one check. A version is
 * bad if the check fails on any of them, good if it passes on one and fails on none; otherwise nothing can be said of it.
 *
 * @throws SuiteError if the version cannot be had, `interrupted` if the signal was fired
 */
export async function lookAt(candidate: Candidate, check: Check, options: PlayOnOptions): Promise<Looked> {
  const { repeats } = await playOn(candidate, options);
  const recordings = repeats.flat();
  const results = recordings.map((recording) => judge(check, recording));
  return { shown: shownBy(results), results, recordings };
}

function shownBy(results: readonly CheckResult[]): Shown {
  const fault = results.find(({ verdict }) => verdict === 'harness-error');
  if (fault !== undefined) throw new Error(`${fault.scenario}: ${fault.reason}`);
  if (results.some(({ verdict }) => verdict === 'fail')) return 'bad';
  return results.some(({ verdict }) => verdict === 'pass') ? 'good' : 'unknown';
}

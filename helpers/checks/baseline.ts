import type { KnownFailure } from '../inputs/baseline.ts';
import { nearest } from '../inputs/nearest.ts';
import { byVersion, parseVersionRange } from '../inputs/version-range.ts';
import type { CheckResult } from './verdict.ts';

/** A known failure that speaks of nothing that there is. Always red: a typing mistake must not go unnoticed. */
export interface UnmatchedFailure extends KnownFailure {
  readonly problem: string;
  /** What was meant, where that can be guessed; otherwise what to do. */
  readonly hint: string;
}

/**
 * Adds the known failure that covers the result in this version of codex, if there is one. It keeps `swept` only if the
 * version is newer than that.
 */
export function withBaseline(
  result: CheckResult,
  version: string,
  knownFailures: readonly KnownFailure[],
): CheckResult {
  const entry = knownFailures.find(
    ({ check, scenario, versions }) =>
      check === result.id && scenario === result.scenario && parseVersionRange(versions)(version),
  );
  if (entry === undefined) return result;
  const { swept, ...rest } = entry;
  const isNewer = swept !== undefined && byVersion(version, swept) > 0;
  return { ...result, known_failure: isNewer ? entry : rest };
}

/**
 * The known failures that name a check or a scenario that does not exist, or a check that does not judge that scenario,
 * whatever their versions.
 *
 * @param judged all scenarios and the ids of the checks that judge them, also those that a run leaves out
 */
export function unmatchedFailures(
  knownFailures: readonly KnownFailure[],
  judged: Readonly<Record<string, readonly string[]>>,
): readonly UnmatchedFailure[] {
  const scenarios = Object.keys(judged);
  const checks = [...new Set(Object.values(judged).flat())];
  return knownFailures.flatMap((entry) => {
    const { check, scenario } = entry;
    if (!checks.includes(check)) return [unmatched(entry, 'check', check, checks)];
    if (!scenarios.includes(scenario)) return [unmatched(entry, 'scenario', scenario, scenarios)];
    if (judged[scenario]?.includes(check) === true) return [];
    return [{ ...entry, problem: `${check} does not judge ${scenario}`, hint: TAKE_OUT }];
  });
}

const TAKE_OUT = 'Take it out of the baseline.';

function unmatched(
  entry: KnownFailure,
  what: 'check' | 'scenario',
  name: string,
  names: readonly string[],
): UnmatchedFailure {
  const meant = nearest(name, names);
  return {
    ...entry,
    problem: `there is no ${what} ${name}`,
    hint: meant === undefined ? TAKE_OUT : `Did you mean ${meant}?`,
  };
}

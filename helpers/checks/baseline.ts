import type { KnownFailure } from '../inputs/baseline-schema.ts';
import { nearest } from '../inputs/nearest.ts';
import { byVersion, isInRange } from '../util/version-range.ts';
import type { CheckResult } from './verdict.ts';

/** A known failure that matches no check and scenario of the suite. Always red, as it is a typing mistake. */
export interface UnmatchedFailure extends KnownFailure {
  readonly problem: string;
  /** The most similar name, or what to do. */
  readonly hint: string;
}

/** Adds the known failure that covers the result in this version, with `swept` only if the version is newer than that. */
export function withBaseline(
  result: CheckResult,
  version: string,
  knownFailures: readonly KnownFailure[],
): CheckResult {
  const entry = knownFailures.find(
    ({ check, scenario, versions }) =>
      check === result.id && scenario === result.scenario && isInRange(version, versions),
  );
  if (entry === undefined) return result;
  const { swept, ...rest } = entry;
  const isNewer = swept !== undefined && byVersion(version, swept) > 0;
  return { ...result, known_failure: isNewer ? entry : rest };
}

/**
 * The known failures with an unknown check or scenario, or with a check that does not judge the scenario.
 *
 * @param judged the ids of the checks that judge each scenario, also for scenarios that a run skips
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
    return [{ ...entry, problem: `${check} does not judge ${scenario}`, hint: REMOVE }];
  });
}

const REMOVE = 'Remove the entry.';

function unmatched(
  entry: KnownFailure,
  what: 'check' | 'scenario',
  name: string,
  names: readonly string[],
): UnmatchedFailure {
  const similar = nearest(name, names);
  return {
    ...entry,
    problem: `unknown ${what} ${name}`,
    hint: similar === undefined ? REMOVE : `Did you mean ${similar}?`,
  };
}

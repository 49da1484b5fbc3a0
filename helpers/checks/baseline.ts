import type { KnownFailure } from '../inputs/baseline-schema.ts';
import { isGlob, matchesPattern } from '../inputs/glob.ts';
import { nearest } from '../util/text/nearest.ts';
import { similarHint } from '../inputs/similar-patterns.ts';
import { byVersion, isInRange } from '../util/version-range.ts';
import type { CheckResult } from './verdict.ts';

/** A known failure that matches no check, scenario or failure of the suite. Always red. */
export interface UnmatchedFailure extends KnownFailure {
  readonly problem: string;
  /** The most similar name, or what to do. */
  readonly hint: string;
}

/** The ids of the checks that judge each scenario, also of scenarios that a run skips. */
export type JudgedScenarios = Readonly<Record<string, readonly string[]>>;

/**
 * Adds the known failure that covers the result in this version, with `swept` only if the version is newer than that. A pattern
 * covers failures only: whether it is stale depends on all of its scenarios.
 */
export function withBaseline(
  result: CheckResult,
  version: string,
  knownFailures: readonly KnownFailure[],
): CheckResult {
  const covering = knownFailures.filter((entry) => covers(entry, result) && isInRange(version, entry.versions));
  const isFailure = result.verdict === 'fail';
  if (!isFailure && result.verdict !== 'pass') return result;
  const entry = covering.find(({ scenario }) => isFailure || !isGlob(scenario));
  if (entry === undefined) return result;
  const { swept: _swept, ...rest } = entry;
  return { ...result, known_failure: isNewer(version, entry) ? entry : rest };
}

/** The failures of a run that an entry excuses, and whether the run contradicts the entry. */
export interface EntryUse {
  readonly status: 'used' | 'stale' | 'passed' | 'not judged' | 'other versions';
  readonly failures: readonly CheckResult[];
}

/**
 * The use of an entry in a run. Stale: none of its scenarios fails, although all of them were judged. An entry with a rate is
 * never stale.
 *
 * @param results of the run, with or without a baseline
 */
export function useOf(
  entry: KnownFailure,
  results: readonly CheckResult[],
  version: string,
  judged: JudgedScenarios,
): EntryUse {
  if (!isInRange(version, entry.versions)) return { status: 'other versions', failures: [] };
  const own = results.filter((result) => covers(entry, result));
  const failures = own.filter(({ verdict }) => verdict === 'fail');
  if (failures.length > 0) return { status: 'used', failures };
  const missing = scenariosOf(entry, judged).length - own.length;
  if (missing > 0 || !own.some(({ verdict }) => verdict === 'pass')) return { status: 'not judged', failures };
  return { status: entry.rate === undefined ? 'stale' : 'passed', failures };
}

/** The patterns that are stale in a run. On a version newer than the last one swept there are none. */
export function stalePatterns(
  knownFailures: readonly KnownFailure[],
  results: readonly CheckResult[],
  version: string,
  judged: JudgedScenarios,
): readonly UnmatchedFailure[] {
  return knownFailures
    .filter((entry) => isGlob(entry.scenario) && !isNewer(version, entry))
    .filter((entry) => useOf(entry, results, version, judged).status === 'stale')
    .map((entry) => {
      const count = scenariosOf(entry, judged).length;
      return { ...entry, problem: `matches no failure: ${count} of ${count} scenarios pass`, hint: REMOVE };
    });
}

/**
 * The known failures with an unknown check or scenario, or with a check that does not judge the scenario.
 *
 * @param judged also the scenarios that a run skips
 */
export function unmatchedFailures(
  knownFailures: readonly KnownFailure[],
  judged: JudgedScenarios,
): readonly UnmatchedFailure[] {
  const scenarios = Object.keys(judged);
  const checks = [...new Set(Object.values(judged).flat())];
  return knownFailures.flatMap((entry) => {
    const { check, scenario } = entry;
    if (!checks.includes(check)) return [unmatched(entry, 'check', check, nearest(check, checks))];
    if (!scenarios.some((name) => namesScenario(scenario, name))) {
      const similar = isGlob(scenario) ? undefined : nearest(scenario, scenarios);
      const hint = isGlob(scenario) ? similarHint([scenario], scenarios) : undefined;
      return [{ ...unmatched(entry, 'scenario', scenario, similar), ...(hint === undefined ? {} : { hint }) }];
    }
    if (scenariosOf(entry, judged).length > 0) return [];
    return [{ ...entry, problem: `${check} does not judge ${scenario}`, hint: REMOVE }];
  });
}

const REMOVE = 'Remove the entry.';

function unmatched(
  entry: KnownFailure,
  what: 'check' | 'scenario',
  name: string,
  similar: string | undefined,
): UnmatchedFailure {
  return {
    ...entry,
    problem: `unknown ${what} ${name}`,
    hint: similar === undefined ? REMOVE : `Did you mean ${similar}?`,
  };
}

function covers({ check, scenario }: KnownFailure, result: CheckResult): boolean {
  return check === result.id && namesScenario(scenario, result.scenario);
}

function scenariosOf({ check, scenario }: KnownFailure, judged: JudgedScenarios): readonly string[] {
  return Object.keys(judged).filter((name) => judged[name]!.includes(check) && namesScenario(scenario, name));
}

/** A name without `*` and `?` is no pattern, unlike in `--only`. */
function namesScenario(scenario: string, name: string): boolean {
  return isGlob(scenario) ? matchesPattern(scenario, name) : scenario === name;
}

function isNewer(version: string, { swept }: KnownFailure): boolean {
  return swept !== undefined && byVersion(version, swept) > 0;
}

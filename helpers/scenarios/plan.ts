import type { JudgedScenarios } from '../checks/baseline.ts';
import type { Check } from '../checks/check.ts';
import type { Cases } from '../inputs/cases.ts';
import { matchesAny, matchesPattern } from '../inputs/glob.ts';
import { similarHint } from '../inputs/similar-patterns.ts';
import { SuiteError } from '../util/errors.ts';
import { plural } from '../util/text/phrases.ts';
import { checksFor, scenariosIn, type Scope } from './catalog.ts';
import type { Scenario } from './scenario.ts';
import { shareOf, type Shard } from './shard.ts';

/** A scenario and the checks that judge its recording. */
export interface PlannedScenario {
  readonly scenario: Scenario;
  /** At least one. */
  readonly checks: readonly Check[];
}

/** A selection of scenarios and checks. */
export interface Selection extends Scope {
  /** Patterns of `--only`: a scenario is played if its name or the id of one of its checks matches. */
  readonly only: readonly string[];
  /** The share of this machine. @default all */
  readonly shard?: Shard | undefined;
}

const WHOLE: Shard = { index: 1, count: 1 };

/** The scenarios of a run with their checks, in the order of {@link scenariosIn}. */
export function planOf({ only, shard = WHOLE, ...rest }: Selection): readonly PlannedScenario[] {
  const planned = scenariosIn(rest).flatMap((scenario) => {
    const isChosen = matchesAny(only, scenario.name);
    const checks = checksFor(scenario).filter(({ id }) => isChosen || matchesAny(only, id));
    return checks.length === 0 ? [] : [{ scenario, checks }];
  });
  return shareOf(planned, shard);
}

/**
 * The same as {@link planOf}.
 *
 * @throws SuiteError `usage` for patterns that match nothing; the hint names similar ones
 */
export function matchedPlanOf(selection: Selection): readonly PlannedScenario[] {
  const planned = planOf({ ...selection, shard: undefined });
  const names = namesIn(planned);
  const unmatched = selection.only.filter((pattern) => !names.some((name) => matchesPattern(pattern, name)));
  if (unmatched.length === 0) return sharedPlan(selection, planned.length);
  throw new SuiteError('usage', `Nothing matches --only ${unmatched.join(' --only ')}.`, {
    hint: unmatchedHint(unmatched, selection),
  });
}

function unmatchedHint(unmatched: readonly string[], selection: Selection): string {
  if (unmatched.some((pattern) => /[{,]/.test(pattern))) {
    return 'Repeat --only for each pattern: braces and commas stand for themselves.';
  }
  const all = { ...selection, shard: undefined };
  if (!selection.extended && planOf({ ...all, only: unmatched, extended: true }).length > 0) {
    return 'It selects extended scenarios, which --core, --cases and --live leave out.';
  }
  if (selection.extended && planOf({ ...all, only: unmatched, thorough: true }).length > 0) {
    return 'Add --thorough: without it these scenarios are not played.';
  }
  return (
    similarHint(unmatched, namesIn(planOf({ ...all, only: [] }))) ??
    'Run codex-conformance list to see all scenarios, and list --checks to see all checks.'
  );
}

function sharedPlan(selection: Selection, selected: number): readonly PlannedScenario[] {
  const planned = planOf(selection);
  if (planned.length > 0 || selection.shard === undefined) return planned;
  const { index, count } = selection.shard;
  throw new SuiteError(
    'usage',
    `Shard ${index} of ${count} is empty: the selection has ${plural(selected, 'scenario')}.`,
    { hint: `Use at most ${plural(selected, 'shard')}.` },
  );
}

function namesIn(planned: readonly PlannedScenario[]): string[] {
  const ids = new Set(planned.flatMap(({ checks }) => checks.map(({ id }) => id)));
  return [...planned.map(({ scenario }) => scenario.name), ...ids];
}

/** The checks that judge each scenario of the suite. */
export function judgedScenarios(cases: Cases): JudgedScenarios {
  const planned = planOf({ cases, only: [], extended: true, thorough: true });
  return Object.fromEntries(planned.map(({ scenario, checks }) => [scenario.name, checks.map(({ id }) => id)]));
}

import type { UnmatchedFailure } from '../checks/baseline.ts';
import { isRed, type CheckResult, type Level } from '../checks/verdict.ts';
import { MODE_TABLE, MODES, type Mode } from '../recording/mode.ts';
import type { ScenarioResult } from '../scenarios/scenario-result.ts';
import type { JudgedScenario } from '../scenarios/scenario-results.ts';
import type { Shard } from '../scenarios/shard.ts';
import { compare } from '../util/text/compare.ts';
import type { HarnessError } from './run/harness-error.ts';

/** One run as all reports show it. */
export interface RunResult {
  /** Every mode that ran is a success, at least one ran, nothing is red and the run was not interrupted. */
  readonly allSuccess: boolean;
  readonly interrupted: boolean;
  /** Null when no scenario came to a result. */
  readonly codex: ScenarioResult['codex'] | null;
  readonly modes: Readonly<Record<Mode, ModeResult>>;
  /** All of them, sorted by scenario, then id. */
  readonly checks: readonly CheckResult[];
  /** Baseline entries that match no check or scenario. Always red. */
  readonly unmatched: readonly UnmatchedFailure[];
  readonly harnessErrors: readonly HarnessError[];
  /** The lowest level whose failures are red. */
  readonly failOn: Level;
  /** Null for a whole run. */
  readonly shard: Shard | null;
  readonly startedAt: string;
  readonly durationMs: number;
}

/** The result of one mode. */
export interface ModeResult {
  readonly mode: Mode;
  readonly ran: boolean;
  readonly success: boolean | null;
  /** The scenarios of the cases file, in the order in which the test files have them. */
  readonly cases: readonly ReportedScenario[];
  readonly extended: readonly ReportedScenario[];
  readonly checks: readonly CheckResult[];
  readonly harnessErrors: readonly HarnessError[];
}

/** One scenario of a run. */
export interface ReportedScenario extends JudgedScenario {
  readonly success: boolean;
}

/** The results of a run's tests, not yet put in order. */
export interface TestResults {
  readonly scenarios: readonly ScenarioResult[];
  readonly checks: readonly { readonly result: CheckResult; readonly mode: Mode | null }[];
  readonly harnessErrors: readonly HarnessError[];
  /** Modes with at least one test that came to no verdict because the run was interrupted. */
  readonly cutModes: ReadonlySet<Mode>;
  readonly interrupted: boolean;
}

/** The facts of a run that its tests do not have. */
export interface RunFacts {
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly unmatched: readonly UnmatchedFailure[];
  readonly failOn: Level;
  /** @default a whole run */
  readonly shard?: Shard | null | undefined;
}

/** Sums a run up. The same tests give the same result, in whatever order their files ran. */
export function runResultOf(
  tests: TestResults,
  { startedAt, durationMs, unmatched, failOn, shard = null }: RunFacts,
): RunResult {
  const modes = Object.fromEntries(MODES.map((mode) => [mode, modeResult(mode, tests)])) as Record<Mode, ModeResult>;
  const checks = tests.checks.map(({ result }) => result).toSorted(byScenarioThenId);
  const ran = MODES.filter((mode) => modes[mode].ran);
  const { harnessErrors, interrupted } = tests;
  return {
    allSuccess:
      ran.length > 0 &&
      ran.every((mode) => modes[mode].success === true) &&
      !interrupted &&
      harnessErrors.length === 0 &&
      unmatched.length === 0 &&
      !checks.some(isRed),
    interrupted,
    codex: tests.scenarios[0]?.codex ?? null,
    modes,
    checks,
    unmatched,
    harnessErrors,
    failOn,
    shard,
    startedAt: startedAt.toISOString(),
    durationMs,
  };
}

/** All scenarios of a run: the cases of every mode, then the extended ones. */
export function reportedScenarios({ modes }: RunResult): readonly ReportedScenario[] {
  const all = Object.values(modes);
  return [...all.flatMap(({ cases }) => cases), ...all.flatMap(({ extended }) => extended)];
}

/** The checks of a run whose scenario came to no result. */
export function orphanedChecks(run: RunResult): readonly CheckResult[] {
  const known = new Set(reportedScenarios(run).map(({ result }) => result.scenario));
  return run.checks.filter(({ scenario }) => !known.has(scenario));
}

function modeResult(mode: Mode, tests: TestResults): ModeResult {
  const results = tests.scenarios.filter((one) => one.mode === mode);
  const checks = tests.checks
    .filter((one) => one.mode === mode)
    .map(({ result }) => result)
    .toSorted(byScenarioThenId);
  const harnessErrors = tests.harnessErrors.filter((error) => error.mode === mode);
  const all = results.map((result) => reportedScenario(result, checks, harnessErrors));
  const ran = all.length + checks.length + harnessErrors.length > 0;
  const success =
    all.length > 0 &&
    all.every((one) => one.success) &&
    !checks.some(isRed) &&
    harnessErrors.length === 0 &&
    !tests.cutModes.has(mode) &&
    // A run in which nothing was compared proves nothing.
    (results.some(({ turns }) => turns.length > 0) || checks.some(({ verdict }) => verdict === 'pass'));
  const { cases = [], extended = [] } = Object.groupBy(all, ({ result }) =>
    result.turns.length > 0 && result.scenario.startsWith(`${MODE_TABLE[mode].prefix}/`) ? 'cases' : 'extended',
  );
  return { mode, ran, success: ran ? success : null, cases, extended, checks, harnessErrors };
}

function reportedScenario(
  result: ScenarioResult,
  checksOfMode: readonly CheckResult[],
  errorsOfMode: readonly HarnessError[],
): ReportedScenario {
  const checks = checksOfMode.filter(({ scenario }) => scenario === result.scenario);
  const success =
    result.turns.every((turn) => turn.exact_match) &&
    !checks.some(isRed) &&
    !errorsOfMode.some(({ scenario }) => scenario === result.scenario);
  return { result, checks, success };
}

function byScenarioThenId(a: CheckResult, b: CheckResult): number {
  return compare(a.scenario, b.scenario) || compare(a.id, b.id);
}

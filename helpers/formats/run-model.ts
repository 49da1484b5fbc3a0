import { compare } from '../util/text/compare.ts';
import type { UnmatchedFailure } from '../checks/baseline.ts';
import { isRed } from '../checks/verdict.ts';
import type { CheckResult } from '../checks/verdict.ts';
import { MODES } from '../recording/mode.ts';
import type { Mode } from '../recording/mode.ts';
import type { RecordedCodex } from '../recording/recording.ts';
import type { ScenarioOutcome } from '../scenarios/outcome.ts';
import type { HarnessError } from '../reporters/harness-error.ts';
import { observe } from '../reporters/collect-test-results.ts';
import type { Observations } from '../reporters/collect-test-results.ts';
import type { RunEndReason, RunError, RunModule } from '../reporters/vitest-run.ts';

/** One run as all reports show it. */
export interface RunModel {
  /** Every mode that ran is a success, at least one ran, nothing is red and the run was not interrupted. */
  readonly allSuccess: boolean;
  readonly interrupted: boolean;
  /** Null when no scenario came to an outcome. */
  readonly codex: RecordedCodex | null;
  readonly modes: Readonly<Record<Mode, ModeModel>>;
  /** All of them, sorted by scenario, then id. */
  readonly checks: readonly CheckResult[];
  /** Entries of the baseline that speak of nothing that there is. Always red. */
  readonly unmatched: readonly UnmatchedFailure[];
  readonly harnessErrors: readonly HarnessError[];
  /** ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number;
}

/** What one mode came to. */
export interface ModeModel {
  readonly mode: Mode;
  /** False when nothing of it was selected. */
  readonly ran: boolean;
  /** Null when it did not run. */
  readonly success: boolean | null;
  /** The scenarios whose replies are known beforehand, in the order in which the test files have them. */
  readonly cases: readonly CaseModel[];
  /** All other scenarios. */
  readonly depth: readonly CaseModel[];
  readonly checks: readonly CheckResult[];
  readonly harnessErrors: readonly HarnessError[];
}

/** One scenario with the checks that judged it. */
export interface CaseModel {
  readonly outcome: ScenarioOutcome;
  readonly checks: readonly CheckResult[];
  readonly success: boolean;
}

/** What Vitest's tests do not say about a run. */
export interface RunFacts {
  readonly startedAt: Date;
  readonly durationMs: number;
  /** Applied to the text of harness errors, the only text that no recording has sanitised. */
  readonly sanitise: (text: string) => string;
  readonly unmatched: readonly UnmatchedFailure[];
}

/**
 * Builds the model of a run from Vitest's modules, which must all be conformance tests.
 * The same tests give the same model, in whatever order their files ran.
 */
export function buildRunModel(
  modules: readonly RunModule[],
  unhandledErrors: readonly RunError[],
  reason: RunEndReason,
  facts: RunFacts,
): RunModel {
  const seen = observe(modules.toSorted(byDepthThenPath), unhandledErrors, reason, facts.sanitise);
  const modes = Object.fromEntries(MODES.map((mode) => [mode, modeModel(mode, seen)])) as Record<Mode, ModeModel>;
  const checks = seen.checks.map(({ result }) => result).toSorted(byScenarioThenId);
  const ran = MODES.filter((mode) => modes[mode].ran);
  const interrupted = reason === 'interrupted';
  return {
    allSuccess:
      ran.length > 0 &&
      ran.every((mode) => modes[mode].success === true) &&
      !interrupted &&
      seen.harnessErrors.length === 0 &&
      facts.unmatched.length === 0 &&
      !checks.some(isRed),
    interrupted,
    codex: seen.outcomes[0]?.codex ?? null,
    modes,
    checks,
    unmatched: facts.unmatched,
    harnessErrors: seen.harnessErrors,
    startedAt: facts.startedAt.toISOString(),
    durationMs: facts.durationMs,
  };
}

function modeModel(mode: Mode, seen: Observations): ModeModel {
  const outcomes = seen.outcomes.filter((outcome) => outcome.mode === mode);
  const scenarios = new Set(outcomes.map(({ scenario }) => scenario));
  const allScenarios = new Set(seen.outcomes.map(({ scenario }) => scenario));
  const checks = seen.checks
    .filter(({ result, mode: byFile }) =>
      allScenarios.has(result.scenario) ? scenarios.has(result.scenario) : byFile === mode,
    )
    .map(({ result }) => result)
    .toSorted(byScenarioThenId);
  const harnessErrors = seen.harnessErrors.filter((error) => error.mode === mode);
  const all = outcomes.map((outcome) => caseModel(outcome, checks, harnessErrors));
  const ran = all.length + checks.length + harnessErrors.length > 0;
  const success =
    all.length > 0 &&
    all.every((one) => one.success) &&
    !checks.some(isRed) &&
    harnessErrors.length === 0 &&
    !seen.cutModes.has(mode) &&
    // A green mode has shown something: a run in which nothing was compared proves nothing.
    (outcomes.some(({ turns }) => turns.length > 0) || checks.some(({ verdict }) => verdict === 'pass'));
  const { cases = [], depth = [] } = Object.groupBy(all, ({ outcome }) =>
    outcome.turns.length > 0 ? 'cases' : 'depth',
  );
  return { mode, ran, success: ran ? success : null, cases, depth, checks, harnessErrors };
}

function caseModel(
  outcome: ScenarioOutcome,
  checksOfMode: readonly CheckResult[],
  errorsOfMode: readonly HarnessError[],
): CaseModel {
  const checks = checksOfMode.filter(({ scenario }) => scenario === outcome.scenario);
  const success =
    outcome.turns.every((turn) => turn.exact_match) &&
    !checks.some(isRed) &&
    !errorsOfMode.some(({ scenario }) => scenario === outcome.scenario);
  return { outcome, checks, success };
}

/** Vitest orders files by how long they took last time; the main file of a mode lies above those of its depth. */
function byDepthThenPath(a: RunModule, b: RunModule): number {
  return depth(a) - depth(b) || compare(a.relativeModuleId, b.relativeModuleId);
}

function depth(module: RunModule): number {
  return module.relativeModuleId.split('/').length;
}

function byScenarioThenId(a: CheckResult, b: CheckResult): number {
  return compare(a.scenario, b.scenario) || compare(a.id, b.id);
}

import { isRed, type CheckResult } from '../checks/verdict.ts';
import type { Mode } from '../recording/mode.ts';
import type { ScenarioOutcome } from '../scenarios/outcome.ts';
import { harnessError } from './harness-error.ts';
import type { ErrorPlace, HarnessError } from './harness-error.ts';
import { modeOfFile } from '../formats/mode-names.ts';
import type { RunEndReason, RunError, RunModule, RunTest } from './vitest-run.ts';

/** All that a run's tests said, not yet put in order. */
export interface Observations {
  readonly outcomes: readonly ScenarioOutcome[];
  readonly checks: readonly { readonly result: CheckResult; readonly mode: Mode | null }[];
  readonly harnessErrors: readonly HarnessError[];
  /** Modes of which at least one test did not come to a verdict because the run was interrupted. */
  readonly cutModes: ReadonlySet<Mode>;
}

/**
 * Reads the outcomes and check results out of the tests, and turns everything that went wrong without one into a harness error:
 * a failed test whose own result does not explain it, a failed hook, a file that cannot be loaded,
 * a test that never ended or skipped itself, an unhandled error.
 */
export function observe(
  modules: readonly RunModule[],
  unhandledErrors: readonly RunError[],
  reason: RunEndReason,
  sanitise: (text: string) => string,
): Observations {
  const interrupted = reason === 'interrupted';
  const outcomes: ScenarioOutcome[] = [];
  const checks: { result: CheckResult; mode: Mode | null }[] = [];
  const harnessErrors: HarnessError[] = [];
  const cutModes = new Set<Mode>();

  const report = (errors: readonly RunError[], place: ErrorPlace) => {
    for (const error of errors) {
      if (interrupted && error.kind === 'interrupted') continue;
      harnessErrors.push(harnessError(error, place, sanitise));
    }
  };

  for (const module of modules) {
    report(module.errors(), { module, test: null });
    for (const suite of module.children.allSuites()) report(suite.errors(), { module, test: suite.fullName });
    for (const test of module.children.allTests()) {
      const { check, scenario } = test.meta();
      const mode = scenario?.mode ?? modeOfFile(module.relativeModuleId);
      if (scenario !== undefined) outcomes.push(scenario);
      if (check !== undefined) checks.push({ result: check, mode });
      const place = { module, test: test.fullName, mode, scenario: scenario?.scenario ?? check?.scenario ?? null };
      report(unexplainedErrors(test, interrupted), place);
      if (interrupted && mode !== null && isWithoutVerdict(test)) cutModes.add(mode);
    }
  }
  report(unhandledErrors, { module: null, test: null });
  return { outcomes, checks, harnessErrors, cutModes };
}

function unexplainedErrors(test: RunTest, interrupted: boolean): readonly RunError[] {
  const { state, errors = [], note } = test.result();
  const { check, scenario } = test.meta();
  if (state === 'failed') {
    const explainedByCheck = check !== undefined && isRed(check);
    const explainedByOutcome = scenario?.turns.some(({ exact_match }) => !exact_match) === true;
    if (explainedByCheck || explainedByOutcome) return [];
    return errors.length > 0 ? errors : [{ message: 'the test failed without an error' }];
  }
  if (interrupted) return [];
  if (state === 'pending') return [{ message: 'the test never ended' }];
  // A filtered test has no note; one that skips itself has, and would otherwise count as green.
  const skippedItself = state === 'skipped' && note !== undefined && check === undefined && scenario === undefined;
  return skippedItself ? [{ message: `the test skipped itself without a verdict: ${note}` }] : [];
}

function isWithoutVerdict(test: RunTest): boolean {
  const { state } = test.result();
  const { check, scenario } = test.meta();
  return (state === 'pending' || state === 'skipped') && check === undefined && scenario === undefined;
}

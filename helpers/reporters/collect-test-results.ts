import type { HarnessError } from '../formats/run/harness-error.ts';
import type { TestResults } from '../formats/run-result.ts';
import { isRed, type CheckResult } from '../checks/verdict.ts';
import type { Mode } from '../recording/mode.ts';
import type { ScenarioResult } from '../scenarios/scenario-result.ts';
import { compare } from '../util/text/compare.ts';
import type { RunEnd, RunError, RunModule, RunSuite, RunTest } from './vitest-run.ts';

/** Where Vitest reports an error: null for what happened outside of a module. */
interface ErrorPlace {
  readonly module: Pick<RunModule, 'moduleId' | 'relativeModuleId'> | null;
  readonly entity?: Pick<RunSuite, 'fullName' | 'meta'>;
}

/**
 * Reads the results of scenarios and checks out of the tests. Everything that went wrong without one becomes a harness
 * error: a failed test whose own result does not explain it, a failed hook, a file that cannot be loaded, a test that never
 * ended or skipped itself, an unhandled error.
 *
 * @param sanitise removes secrets and paths from their messages, which come from no recording
 */
export function collectTestResults(
  [modules, unhandledErrors, reason]: RunEnd,
  sanitise: (text: string) => string,
): TestResults {
  const interrupted = reason === 'interrupted';
  const scenarios: ScenarioResult[] = [];
  const checks: { result: CheckResult; mode: Mode | null }[] = [];
  const harnessErrors: HarnessError[] = [];
  const cutModes = new Set<Mode>();

  const report = (errors: readonly RunError[], place: ErrorPlace) => {
    for (const error of errors) {
      if (interrupted && error.kind === 'interrupted') continue;
      harnessErrors.push(harnessError(error, place, sanitise));
    }
  };

  for (const module of modules.toSorted(byDepthThenPath)) {
    report(module.errors(), { module });
    for (const suite of module.children.allSuites()) report(suite.errors(), { module, entity: suite });
    for (const test of module.children.allTests()) {
      const { check, scenario, planned } = test.meta();
      const mode = planned?.mode ?? null;
      if (scenario !== undefined) scenarios.push(scenario);
      if (check !== undefined) checks.push({ result: check, mode });
      report(unexplainedErrors(test, interrupted), { module, entity: test });
      if (interrupted && mode !== null && isWithoutVerdict(test)) cutModes.add(mode);
    }
  }
  report(unhandledErrors, { module: null });
  return { scenarios, checks, harnessErrors, cutModes, interrupted };
}

function harnessError(
  error: RunError,
  { module, entity }: ErrorPlace,
  sanitise: (text: string) => string,
): HarnessError {
  const frame = error.stacks?.find(({ file }) => file === module?.moduleId);
  const isNamed = error.name !== undefined && error.name !== 'Error' && error.name !== 'SuiteError';
  const planned = entity?.meta().planned;
  return {
    mode: planned?.mode ?? null,
    scenario: planned?.scenario ?? null,
    test: entity?.fullName ?? null,
    file: module?.relativeModuleId ?? null,
    line: frame?.line ?? null,
    message: sanitise(isNamed ? `${error.name}: ${error.message}` : error.message),
    hint: typeof error.hint === 'string' ? sanitise(error.hint) : null,
  };
}

function unexplainedErrors(test: RunTest, interrupted: boolean): readonly RunError[] {
  const { state, errors = [], note } = test.result();
  const { check, scenario } = test.meta();
  if (state === 'failed') {
    const explainedByCheck = check !== undefined && isRed(check);
    const explainedByReply = scenario?.turns.some(({ exact_match }) => !exact_match) === true;
    if (explainedByCheck || explainedByReply) return [];
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

/** Vitest orders files by how long they took last time; the main file of a mode lies above the extended ones. */
function byDepthThenPath(a: RunModule, b: RunModule): number {
  return depth(a) - depth(b) || compare(a.relativeModuleId, b.relativeModuleId);
}

function depth(module: RunModule): number {
  return module.relativeModuleId.split('/').length;
}

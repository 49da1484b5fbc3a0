import type { RunnerTaskResult, RunnerTestCase, RunnerTestFile, RunnerTestSuite, TestError } from 'vitest';
import { isRed, type CheckResult } from '../checks/verdict.ts';
import { languageOf } from '../recording/mode.ts';
import { CheckFailure } from './check-failure.ts';
import type { PlannedScenario } from './plan.ts';
import type { JudgedScenario } from './scenario-results.ts';

/** The title of the test that reports the recording of a scenario. */
export const RECORDED = 'is recorded';

/** The test file that registers a scenario, relative to the suite's folder and without `.ts`. */
export function testFileOf({ scenario: { mode, about } }: PlannedScenario): string {
  return about === undefined ? `tests/${mode.replaceAll('_', '-')}.test` : `tests/${languageOf(mode)}/extended.test`;
}

/** A test file, as Vitest's runner describes it to reporters, with the tests of these scenarios. */
export function fileTask(
  module: Pick<RunnerTestFile, 'id' | 'name' | 'filepath' | 'projectName'>,
  planned: readonly PlannedScenario[],
): RunnerTestFile {
  const file = {
    ...module,
    fullName: module.name,
    type: 'suite',
    mode: 'run',
    meta: {},
    tasks: [],
    concurrencyId: 1,
    workerId: 1,
  } as unknown as RunnerTestFile;
  file.file = file;
  file.tasks = planned.map((one) => suiteTask(file, one));
  return file;
}

function suiteTask(file: RunnerTestFile, { scenario: { name, mode }, checks }: PlannedScenario): RunnerTestSuite {
  const suite: RunnerTestSuite = {
    id: `${file.id}/${name}`,
    name,
    fullName: `${file.name} > ${name}`,
    fullTestName: name,
    type: 'suite',
    mode: 'run',
    meta: { planned: { scenario: name, mode } },
    file,
    tasks: [],
  };
  suite.tasks = [RECORDED, ...checks.map(({ id }) => id)].map((title) => testTask(suite, title));
  return suite;
}

function testTask(suite: RunnerTestSuite, name: string): RunnerTestCase {
  return {
    id: `${suite.id}/${name}`,
    name,
    fullName: `${suite.fullName} > ${name}`,
    fullTestName: `${suite.fullTestName} > ${name}`,
    type: 'test',
    mode: 'run',
    meta: { ...suite.meta },
    file: suite.file,
    suite,
    timeout: 0,
    annotations: [],
    artifacts: [],
    benchmarks: [],
  } as Partial<RunnerTestCase> as RunnerTestCase;
}

/** Gives the tests of a scenario their results. Null for a scenario that was cut off: its tests are skipped. */
export function setResults(suite: RunnerTestSuite, judged: JudgedScenario | null): void {
  const [recorded, ...checks] = suite.tasks;
  recorded!.result = { state: judged === null ? 'skip' : 'pass' };
  if (judged !== null) recorded!.meta.scenario = judged.result;
  for (const [index, test] of checks.entries()) {
    const check = judged?.checks[index];
    if (check !== undefined) test.meta.check = check;
    test.result = resultOf(check);
  }
}

function resultOf(check: CheckResult | undefined): RunnerTaskResult {
  if (check === undefined) return { state: 'skip' };
  if (check.verdict === 'not-applicable') return { state: 'skip', note: check.reason ?? '' } as RunnerTaskResult;
  return isRed(check) ? { state: 'fail', errors: [errorOf(new CheckFailure(check))] } : { state: 'pass' };
}

/** An error as Vitest passes it on, with all fields. */
export function errorOf(thrown: unknown): TestError {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const fields: object = error;
  return { ...fields, name: error.name, message: error.message, stack: error.stack ?? '' };
}

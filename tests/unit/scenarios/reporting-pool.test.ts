import { expect, test } from 'vitest';
import type { TestProjectInlineConfiguration } from 'vitest/config';
import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node';
import { planOf } from '../../../helpers/scenarios/plan.ts';
import { reportingProject } from '../../../helpers/scenarios/project.ts';
import { testFileOf } from '../../../helpers/scenarios/reported-tests.ts';
import { createResults } from '../../../helpers/scenarios/scenario-results.ts';
import { withVitest } from '../../../helpers/scenarios/vitest.ts';
import { SuiteError } from '../../../helpers/util/errors.ts';
import { conformanceProject } from '../../conformance-project.ts';
import { CASES, miniatureCodex, preparedRun } from './miniature.ts';

const CORE = planOf({ cases: CASES, only: [], extended: false });
const CORE_FILES = [...new Set(CORE.map(testFileOf))];

async function modulesOf(project: TestProjectInlineConfiguration): Promise<readonly TestModule[]> {
  let found: readonly TestModule[] = [];
  const reporter = {
    onTestRunEnd(modules: readonly TestModule[]) {
      found = modules;
    },
  };
  await withVitest({ reporters: [reporter], projects: [project] }, async (vitest) => {
    await vitest.start(CORE_FILES);
  });
  return found;
}

/** All that reporters read of a test or a suite, less what differs between two plays. */
function describedOf(entity: TestCase | TestSuite): object {
  const { check, scenario, ...meta } = entity.meta();
  const about = { type: entity.type, name: entity.fullName, module: entity.module.relativeModuleId, meta };
  if (entity.type === 'suite') return { ...about, state: entity.state(), errors: entity.errors().length };
  const { state, errors = [] } = entity.result();
  const note = 'note' in entity.result() ? (entity.result() as { note?: string }).note : undefined;
  return {
    ...about,
    state,
    note,
    check: check?.verdict,
    scenario: scenario?.scenario,
    errors: errors.map(({ name }) => name),
  };
}

function described(modules: readonly TestModule[]): object[] {
  return modules
    .toSorted((a, b) => a.moduleId.localeCompare(b.moduleId))
    .flatMap((module) => [...module.children.allSuites(), ...module.children.allTests()].map(describedOf));
}

test('reports the tests that the test files register', { timeout: 120_000 }, async () => {
  const run = preparedRun((folder) => miniatureCodex(folder, 'fails-turn'));
  const playing = { ...conformanceProject, test: { ...conformanceProject.test, globalSetup: [], provide: { run } } };
  const registered = described(await modulesOf(playing));
  const reported = described(await modulesOf(reportingProject(planOf(run), createResults(run))));
  expect(reported).toEqual(registered);
  expect(new Set(reported.map((one) => (one as { state: string }).state))).toEqual(
    new Set(['passed', 'failed', 'skipped']),
  );
});

test('a scenario without a result has skipped tests', async () => {
  const modules = await modulesOf(reportingProject(CORE, async () => null));
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  expect(new Set(tests.map((one) => one.result().state))).toEqual(new Set(['skipped']));
  expect(tests).toHaveLength(CORE.reduce((sum, { checks }) => sum + checks.length + 1, 0));
});

test('an error of the suite fails the scenario and skips its tests', async () => {
  const error = new SuiteError('environment', 'The disk is full.', { hint: 'Free some space.' });
  const [module] = await modulesOf(
    reportingProject(CORE.slice(0, 1), async () => {
      throw error;
    }),
  );
  const [suite] = [...module!.children.allSuites()];
  expect([module!.state(), suite!.errors()]).toMatchObject([
    'failed',
    [{ name: 'SuiteError', message: 'The disk is full.', kind: 'environment', hint: 'Free some space.' }],
  ]);
  expect([...suite!.children.allTests('skipped')]).toHaveLength(suite!.children.size);
});

test('an error of a reporter becomes an error of the run', async () => {
  let messages: readonly string[] = [];
  const reporter = {
    onTestSuiteReady() {
      throw new Error('no terminal');
    },
    onTestRunEnd(...[, errors]: Parameters<Required<Reporter>['onTestRunEnd']>) {
      messages = errors.map(({ message }) => message);
    },
  };
  const projects = [reportingProject(CORE.slice(0, 1), async () => null)];
  await withVitest({ reporters: [reporter], projects }, async (vitest) => {
    await vitest.start();
  });
  expect(messages).toEqual(['no terminal']);
});

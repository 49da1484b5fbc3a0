import { expect, test } from 'vitest';
import type { Reporter } from 'vitest/node';
import { reportingProject } from '../../../helpers/scenarios/project.ts';
import { withVitest } from '../../../helpers/scenarios/vitest.ts';
import { SuiteError } from '../../../helpers/util/errors.ts';
import { CORE, modulesOf } from './vitest-modules.ts';

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
    // Vitest itself takes note of errors in the hooks of suites and tests.
    onTestModuleCollected() {
      throw new Error('no terminal');
    },
    onTestRunEnd(...[, errors]: Parameters<Required<Reporter>['onTestRunEnd']>) {
      messages = errors.map(({ message }) => message);
    },
  };
  const project = reportingProject(CORE.slice(0, 1), async () => null);
  await withVitest({ ...project, reporters: [reporter] }, async (vitest) => {
    await vitest.start();
  });
  expect(messages).toEqual(['no terminal']);
});

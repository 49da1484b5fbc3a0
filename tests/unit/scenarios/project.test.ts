import { expect, test } from 'vitest';
import { conformanceProject } from '../../../helpers/scenarios/project.ts';
import { SUITE_ROOT } from '../../../helpers/util/suite-root.ts';
import { miniatureCodex, preparedRun } from './miniature.ts';

const SHARED = {
  name: 'conformance',
  include: ['tests/*.test.{ts,js}', 'tests/{exec,app-server}/*.test.{ts,js}'],
  pool: 'threads',
  isolate: false,
  testTimeout: 0,
  maxWorkers: 1,
  sequence: { groupOrder: 2 },
};

test('without a run the project prepares one', () => {
  expect(conformanceProject()).toEqual({
    root: SUITE_ROOT,
    test: { ...SHARED, hookTimeout: 300_000, globalSetup: ['helpers/scenarios/global-setup.ts'] },
  });
});

test('a run that was prepared is provided, with time for three processes in a hook', () => {
  const run = preparedRun(miniatureCodex, { deadlineMs: 1000, exitGraceMs: 100 });
  expect(conformanceProject(run)).toEqual({
    root: SUITE_ROOT,
    test: {
      ...SHARED,
      hookTimeout: 63_300,
      provide: { run },
      server: { deps: { external: [/\/helpers\//] } },
    },
  });
});

test('the longest deadline still leaves a hook a time that a timer can wait for', () => {
  const run = preparedRun(miniatureCodex, { deadlineMs: 2_147_483_000 });
  expect(conformanceProject(run).test?.hookTimeout).toBe(2_147_483_647);
});

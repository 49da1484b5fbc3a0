import { threadId } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { conformanceProject } from '../../../helpers/scenarios/project.ts';
import { SUITE_ROOT } from '../../../helpers/util/suite-root.ts';

const CORE = 'tests/*.test.{ts,js}';
const EXTENDED = 'tests/{exec,app-server}/*.test.{ts,js}';

const SHARED = {
  name: 'conformance',
  pool: 'threads',
  isolate: false,
  testTimeout: 0,
  maxWorkers: 1,
  sequence: { groupOrder: 2 },
};

const TESTS = {
  scenario: 'exec/stateless/sum',
  mode: 'exec_stateless',
  extended: false,
  checks: ['turn/reply/exact'],
} as const;
const DEADLINES = { deadlineMs: 1000, exitGraceMs: 100 };

test('prepares a run if none is served', () => {
  const test = {
    ...SHARED,
    include: [CORE, EXTENDED],
    hookTimeout: 300_000,
    globalSetup: ['helpers/scenarios/global-setup.ts'],
  };
  expect(conformanceProject()).toEqual({ root: SUITE_ROOT, test });
});

test('allows a hook the time of three processes', () => {
  const tests = [TESTS];
  const test = {
    ...SHARED,
    include: [CORE],
    hookTimeout: 63_300,
    provide: { run: { tests, source: { thread: threadId } } },
  };
  expect(conformanceProject({ tests, deadlines: DEADLINES })).toEqual({ root: SUITE_ROOT, test });
});

test('includes the test files of extended scenarios', () => {
  const tests = [TESTS, { ...TESTS, extended: true }];
  expect(conformanceProject({ tests, deadlines: DEADLINES }).test?.include).toEqual([CORE, EXTENDED]);
});

test('limits the hook timeout to what a timer supports', () => {
  const deadlines = { ...DEADLINES, deadlineMs: 2_147_483_000 };
  expect(conformanceProject({ tests: [], deadlines }).test?.hookTimeout).toBe(2_147_483_647);
});

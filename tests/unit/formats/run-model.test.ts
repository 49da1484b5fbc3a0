import { expect, test } from 'vitest';
import type { CheckResult } from '../../../helpers/checks/verdict.ts';
import type { RunModel } from '../../../helpers/formats/run-model.ts';
import {
  APP_SERVER,
  check,
  failedCheck,
  KNOWN,
  modelOf,
  module,
  outcome,
  PERSISTENT,
  scenario,
  STATELESS,
  turn,
  UNMATCHED,
} from '../reporters/run-fixture.ts';

function digest(model: RunModel) {
  const { exec_stateless, exec_persistent, app_server } = model.modes;
  return {
    allSuccess: model.allSuccess,
    modes: [exec_stateless.success, exec_persistent.success, app_server.success],
    faults: model.harnessErrors.map(({ mode, message }) => `${mode}: ${message}`),
  };
}

function orphanDigest(check: CheckResult, file = 'tests/exec-persistent/ids.test.ts') {
  const orphan = module([{ check: { ...check, scenario: 'exec/resume/by-id' } }], { file });
  return digest(modelOf([STATELESS, PERSISTENT, orphan]));
}

const GREEN = { allSuccess: true, modes: [true, true, true], faults: [] };

test('three green modes are a success', () => {
  expect(digest(modelOf([STATELESS, PERSISTENT, APP_SERVER]))).toEqual(GREEN);
});

test('a mode without a scenario does not count', () => {
  const model = modelOf([STATELESS, module([], { file: 'tests/app-server.test.ts' })]);
  expect(digest(model)).toEqual({ allSuccess: true, modes: [true, null, null], faults: [] });
  expect([model.modes.exec_stateless.ran, model.modes.app_server.ran]).toEqual([true, false]);
});

test('a run in which nothing ran is not a success', () => {
  expect(digest(modelOf([module([])]))).toEqual({ allSuccess: false, modes: [null, null, null], faults: [] });
});

test('a reply that differs fails its mode only', () => {
  const wrong = outcome({ turns: [turn({ actual_reply: '43' })] });
  expect(digest(modelOf([module(scenario(wrong)), PERSISTENT, APP_SERVER]))).toEqual({
    allSuccess: false,
    modes: [false, true, true],
    faults: [],
  });
});

test('a red check fails its mode, a failed optional one and one that does not apply leave it green', () => {
  const verdicts = [
    check(),
    failedCheck({ level: 'may' }),
    check({ verdict: 'not-applicable', reason: 'no exec.flag.ephemeral' }),
    failedCheck({ level: 'must' }),
    failedCheck({ level: 'should' }),
    check({ verdict: 'untestable' }),
    check({ verdict: 'harness-error' }),
  ];
  const results = verdicts.map((verdict) => modelOf([module(scenario(outcome(), [verdict]))]).allSuccess);
  expect(results).toEqual([true, true, true, false, false, false, false]);
});

test('a failure that the baseline accepts leaves its mode green, a pass that it does not expect makes it red', () => {
  const results = [failedCheck({ known_failure: KNOWN }), check({ known_failure: KNOWN })];
  expect(results.map((known) => digest(modelOf([module(scenario(outcome(), [check({ id: 'a/b' }), known]))])))).toEqual(
    [
      { allSuccess: true, modes: [true, null, null], faults: [] },
      { allSuccess: false, modes: [false, null, null], faults: [] },
    ],
  );
});

test('an entry of the baseline that speaks of nothing makes the run red, but no mode', () => {
  const model = modelOf([STATELESS], [], 'passed', [UNMATCHED]);
  expect(digest(model)).toEqual({ allSuccess: false, modes: [true, null, null], faults: [] });
  expect(model.unmatched).toEqual([UNMATCHED]);
});

test('a baseline excuses no reply that differs', () => {
  const wrong = outcome({ turns: [turn({ actual_reply: '43' })] });
  const excused = failedCheck({ id: 'turn/reply/exact', known_failure: KNOWN });
  expect(digest(modelOf([module(scenario(wrong, [check(), excused]))])).modes).toEqual([false, null, null]);
});

test('a check of a scenario that came to no outcome belongs to the mode of its file', () => {
  const failed = { allSuccess: false, faults: [] };
  expect([
    orphanDigest(check()),
    orphanDigest(failedCheck()),
    orphanDigest(failedCheck(), 'tests/other.test.ts'),
  ]).toEqual([
    { allSuccess: true, modes: [true, true, null], faults: [] },
    { ...failed, modes: [true, false, null] },
    { ...failed, modes: [true, true, null] },
  ]);
});

test('a mode with checks but without an outcome is not a success', () => {
  expect(digest(modelOf([module([{ check: check() }])])).modes).toEqual([false, null, null]);
});

test('a check belongs to the mode of its scenario, whatever file has it', () => {
  const model = modelOf([STATELESS, module([{ check: failedCheck() }], { file: 'tests/app-server/deep.test.ts' })]);
  expect(digest(model)).toEqual({ allSuccess: false, modes: [false, null, null], faults: [] });
});

test('a scenario in which nothing was compared is not a success', () => {
  const silent = outcome({ turns: [] });
  expect(digest(modelOf([module(scenario(silent))])).modes).toEqual([false, null, null]);
  expect(digest(modelOf([module(scenario(silent, [check()]))])).modes).toEqual([true, null, null]);
});

test('a test that failed without a result is a fault of the suite, in the mode of its file', () => {
  const crashed = module(
    [
      {
        name: 'app-server/turn/sum > replies',
        result: {
          state: 'failed',
          errors: [
            {
              name: 'SuiteError',
              message: 'codex not found in /home/me/bin',
              hint: 'Set CODEX_BIN, not /home/me/bin.',
              stacks: [
                { file: '/checkout/helpers/codex/locate.ts', line: 7 },
                { file: '/checkout/tests/app-server.test.ts', line: 12 },
              ],
            },
          ],
        },
      },
    ],
    { file: 'tests/app-server.test.ts' },
  );
  const model = modelOf([STATELESS, crashed]);
  expect(model.harnessErrors).toEqual([
    {
      mode: 'app_server',
      scenario: 'app-server/turn/sum',
      test: 'app-server/turn/sum > replies',
      file: 'tests/app-server.test.ts',
      line: 12,
      message: 'codex not found in <HOME>/bin',
      hint: 'Set CODEX_BIN, not <HOME>/bin.',
    },
  ]);
  expect(model.modes.app_server).toEqual({
    mode: 'app_server',
    ran: true,
    success: false,
    cases: [],
    depth: [],
    checks: [],
    harnessErrors: model.harnessErrors,
  });
  expect(model.allSuccess).toBe(false);
});

test('a failed test is explained by its own red result, not by a green one', () => {
  const failed = { state: 'failed', errors: [{ name: 'AssertionError', message: 'no' }] } as const;
  const faults = [
    { check: failedCheck(), result: failed },
    { check: check({ known_failure: KNOWN }), result: failed },
    { check: failedCheck({ known_failure: KNOWN }), result: failed },
    { scenario: outcome({ turns: [turn({ actual_reply: null })] }), result: failed },
    { check: check(), result: failed },
    { check: check({ verdict: 'not-applicable' }), result: failed },
    { scenario: outcome(), result: failed },
    { scenario: outcome(), result: { state: 'failed' } as const },
  ].map((one) => digest(modelOf([module([{ scenario: outcome() }, one])])).faults);
  expect(faults).toEqual([
    [],
    [],
    ['exec_stateless: AssertionError: no'],
    [],
    ['exec_stateless: AssertionError: no'],
    ['exec_stateless: AssertionError: no'],
    ['exec_stateless: AssertionError: no'],
    ['exec_stateless: the test failed without an error'],
  ]);
});

test('a fault in a scenario makes it the failed case', () => {
  const crashed = { scenario: outcome(), result: { state: 'failed', errors: [{ message: 'cleanup' }] } } as const;
  const other = outcome({ scenario: 'exec/stateless/other' });
  const { cases } = modelOf([module([{ scenario: other }, crashed])]).modes.exec_stateless;
  expect(cases.map(({ success }) => success)).toEqual([true, false]);
});

test('failed hooks, files that cannot be loaded and unhandled errors are faults of the suite', () => {
  const file = module([{ scenario: outcome() }], {
    errors: [{ name: 'SyntaxError', message: 'Unexpected token' }],
    suites: [{ name: 'exec/stateless/sum', errors: [{ message: 'beforeAll broke' }] }],
  });
  const model = modelOf([file], [{ name: 'Error', message: 'late rejection in /home/me' }], 'failed');
  expect(model.harnessErrors.map(({ scenario, test, file, message }) => [scenario, test, file, message])).toEqual([
    [null, null, 'tests/exec-stateless.test.ts', 'SyntaxError: Unexpected token'],
    ['exec/stateless/sum', 'exec/stateless/sum', 'tests/exec-stateless.test.ts', 'beforeAll broke'],
    [null, null, null, 'late rejection in <HOME>'],
  ]);
  expect(digest(modelOf([STATELESS], [{ message: 'late' }])).allSuccess).toBe(false);
});

test('a test that never ended or skipped itself is a fault, a filtered one is not', () => {
  const states = module([
    { scenario: outcome() },
    { name: 'a', result: { state: 'pending' } },
    { name: 'b', result: { state: 'skipped', note: 'not today' } },
    { name: 'c', result: { state: 'skipped' } },
    { check: check({ verdict: 'not-applicable' }), result: { state: 'skipped', note: 'no flag' } },
  ]);
  expect(digest(modelOf([states])).faults).toEqual([
    'exec_stateless: the test never ended',
    'exec_stateless: the test skipped itself without a verdict: not today',
  ]);
});

test('an interrupted run is no success, and neither is a mode that it cut', () => {
  const cut = module([{ scenario: outcome() }, { name: 'a', result: { state: 'skipped', note: 'aborted' } }]);
  const stopped = module(
    [{ name: 'b', result: { state: 'failed', errors: [{ kind: 'interrupted', message: 'interrupted' }] } }],
    { file: 'tests/exec-persistent.test.ts' },
  );
  expect(digest(modelOf([cut, stopped, APP_SERVER], [], 'interrupted'))).toEqual({
    allSuccess: false,
    modes: [false, null, true],
    faults: [],
  });
});

test('an interruption hides no other fault', () => {
  const crashed = module([{ name: 'b', result: { state: 'failed', errors: [{ message: 'disk full' }] } }]);
  expect(digest(modelOf([crashed], [], 'interrupted')).faults).toEqual(['exec_stateless: disk full']);
});

test('the model does not depend on the order in which files ran', () => {
  const deep = module(scenario(outcome({ scenario: 'exec/errors/quota' }), [failedCheck()]), {
    file: 'tests/depth/exec-stateless/errors.test.ts',
  });
  const files = [STATELESS, PERSISTENT, APP_SERVER, deep];
  expect(modelOf(files.toReversed())).toEqual(modelOf(files));
  expect(modelOf(files.toReversed()).modes.exec_stateless.cases.map(({ outcome }) => outcome.scenario)).toEqual([
    'exec/stateless/sum',
    'exec/errors/quota',
  ]);
});

test('checks are sorted by scenario, then id', () => {
  const checks = [
    check({ id: 'b', scenario: 'y' }),
    check({ id: 'a', scenario: 'y' }),
    check({ id: 'Z', scenario: 'y' }),
    check({ id: 'c', scenario: 'x' }),
  ];
  const model = modelOf([module(checks.map((check) => ({ check })))]);
  expect(model.checks.map(({ id, scenario }) => `${scenario} ${id}`)).toEqual(['x c', 'y Z', 'y a', 'y b']);
});

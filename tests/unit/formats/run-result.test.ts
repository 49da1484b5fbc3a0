import { expect, test } from 'vitest';
import type { CheckResult } from '../../../helpers/checks/verdict.ts';
import type { RunResult } from '../../../helpers/formats/run-result.ts';
import {
  APP_SERVER,
  check,
  failedCheck,
  KNOWN,
  runOf,
  module,
  scenarioResult,
  PERSISTENT,
  scenario,
  STATELESS,
  turn,
  UNMATCHED,
} from '../reporters/run-fixture.ts';

function digest(model: RunResult) {
  const { exec_stateless, exec_persistent, app_server } = model.modes;
  return {
    allSuccess: model.allSuccess,
    modes: [exec_stateless.success, exec_persistent.success, app_server.success],
    faults: model.harnessErrors.map(({ mode, message }) => `${mode}: ${message}`),
  };
}

function orphanDigest(check: CheckResult) {
  const orphan = module([{ check: { ...check, scenario: 'exec/resume/by-id' } }], { mode: 'exec_persistent' });
  return digest(runOf([STATELESS, PERSISTENT, orphan]));
}

const GREEN = { allSuccess: true, modes: [true, true, true], faults: [] };

test('succeeds if all modes are green', () => {
  expect(digest(runOf([STATELESS, PERSISTENT, APP_SERVER]))).toEqual(GREEN);
});

test('ignores a mode without scenarios', () => {
  const model = runOf([STATELESS, module([], { mode: 'app_server' })]);
  expect(digest(model)).toEqual({ allSuccess: true, modes: [true, null, null], faults: [] });
  expect([model.modes.exec_stateless.ran, model.modes.app_server.ran]).toEqual([true, false]);
});

test('fails a run in which nothing ran', () => {
  expect(digest(runOf([module([])]))).toEqual({ allSuccess: false, modes: [null, null, null], faults: [] });
});

test('fails only the mode of a wrong reply', () => {
  const wrong = scenarioResult({ turns: [turn({ actual_reply: '43' })] });
  expect(digest(runOf([module(scenario(wrong)), PERSISTENT, APP_SERVER]))).toEqual({
    allSuccess: false,
    modes: [false, true, true],
    faults: [],
  });
});

test('fails a mode for red checks only', () => {
  const verdicts = [
    check(),
    failedCheck({ level: 'may' }),
    check({ verdict: 'not-applicable', reason: 'no exec.flag.ephemeral' }),
    failedCheck({ level: 'must' }),
    failedCheck({ level: 'should' }),
    check({ verdict: 'untestable' }),
    check({ verdict: 'harness-error' }),
  ];
  const results = verdicts.map((verdict) => runOf([module(scenario(scenarioResult(), [verdict]))]).allSuccess);
  expect(results).toEqual([true, true, true, false, false, false, false]);
});

test('accepts known failures and fails for stale ones', () => {
  const results = [failedCheck({ known_failure: KNOWN }), check({ known_failure: KNOWN })];
  expect(
    results.map((known) => digest(runOf([module(scenario(scenarioResult(), [check({ id: 'a/b' }), known]))]))),
  ).toEqual([
    { allSuccess: true, modes: [true, null, null], faults: [] },
    { allSuccess: false, modes: [false, null, null], faults: [] },
  ]);
});

test('fails the run, but no mode, for an unmatched entry', () => {
  const model = runOf([STATELESS], [], 'passed', [UNMATCHED]);
  expect(digest(model)).toEqual({ allSuccess: false, modes: [true, null, null], faults: [] });
  expect(model.unmatched).toEqual([UNMATCHED]);
});

test('accepts no wrong reply as a known failure', () => {
  const wrong = scenarioResult({ turns: [turn({ actual_reply: '43' })] });
  const excused = failedCheck({ id: 'turn/reply/exact', known_failure: KNOWN });
  expect(digest(runOf([module(scenario(wrong, [check(), excused]))])).modes).toEqual([false, null, null]);
});

test('counts a check whose scenario has no result in its mode', () => {
  const failed = { allSuccess: false, faults: [] };
  expect([orphanDigest(check()), orphanDigest(failedCheck())]).toEqual([
    { allSuccess: true, modes: [true, true, null], faults: [] },
    { ...failed, modes: [true, false, null] },
  ]);
});

test('fails a mode that has checks but no result', () => {
  expect(digest(runOf([module([{ check: check() }])])).modes).toEqual([false, null, null]);
});

test('fails a scenario in which nothing was compared', () => {
  const silent = scenarioResult({ turns: [] });
  expect(digest(runOf([module(scenario(silent))])).modes).toEqual([false, null, null]);
  expect(digest(runOf([module(scenario(silent, [check()]))])).modes).toEqual([true, null, null]);
});

test('reports a failed test without a result as harness error', () => {
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
    { mode: 'app_server' },
  );
  const model = runOf([STATELESS, crashed]);
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
    extended: [],
    checks: [],
    harnessErrors: model.harnessErrors,
  });
  expect(model.allSuccess).toBe(false);
});

test('reports failed tests that no red result explains', () => {
  const failed = { state: 'failed', errors: [{ name: 'AssertionError', message: 'no' }] } as const;
  const faults = [
    { check: failedCheck(), result: failed },
    { check: check({ known_failure: KNOWN }), result: failed },
    { check: failedCheck({ known_failure: KNOWN }), result: failed },
    { scenario: scenarioResult({ turns: [turn({ actual_reply: null })] }), result: failed },
    { check: check(), result: failed },
    { check: check({ verdict: 'not-applicable' }), result: failed },
    { scenario: scenarioResult(), result: failed },
    { scenario: scenarioResult(), result: { state: 'failed' } as const },
  ].map((one) => digest(runOf([module([{ scenario: scenarioResult() }, one])])).faults);
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

test('fails the case of a harness error', () => {
  const crashed = {
    scenario: scenarioResult(),
    result: { state: 'failed', errors: [{ message: 'cleanup' }] },
  } as const;
  const other = scenarioResult({ scenario: 'exec/stateless/other' });
  const { cases } = runOf([module([{ scenario: other }, crashed])]).modes.exec_stateless;
  expect(cases.map(({ success }) => success)).toEqual([true, false]);
});

test('reports failed hooks, files and unhandled errors', () => {
  const file = module([{ scenario: scenarioResult() }], {
    errors: [{ name: 'SyntaxError', message: 'Unexpected token' }],
    suites: [{ name: 'exec/stateless/sum', errors: [{ message: 'beforeAll broke' }] }],
  });
  const model = runOf([file], [{ name: 'Error', message: 'late rejection in /home/me' }], 'failed');
  expect(model.harnessErrors.map(({ scenario, test, file, message }) => [scenario, test, file, message])).toEqual([
    [null, null, 'tests/exec-stateless.test.ts', 'SyntaxError: Unexpected token'],
    ['exec/stateless/sum', 'exec/stateless/sum', 'tests/exec-stateless.test.ts', 'beforeAll broke'],
    [null, null, null, 'late rejection in <HOME>'],
  ]);
  expect(digest(runOf([STATELESS], [{ message: 'late' }])).allSuccess).toBe(false);
});

test('reports unfinished tests, but not filtered ones', () => {
  const states = module([
    { scenario: scenarioResult() },
    { name: 'a', result: { state: 'pending' } },
    { name: 'b', result: { state: 'skipped', note: 'not today' } },
    { name: 'c', result: { state: 'skipped' } },
    { check: check({ verdict: 'not-applicable' }), result: { state: 'skipped', note: 'no flag' } },
  ]);
  expect(digest(runOf([states])).faults).toEqual([
    'exec_stateless: the test never ended',
    'exec_stateless: the test skipped itself without a verdict: not today',
  ]);
});

test('fails an interrupted run and the modes that it cut', () => {
  const cut = module([{ scenario: scenarioResult() }, { name: 'a', result: { state: 'skipped', note: 'aborted' } }]);
  const stopped = module(
    [{ name: 'b', result: { state: 'failed', errors: [{ kind: 'interrupted', message: 'interrupted' }] } }],
    { mode: 'exec_persistent' },
  );
  expect(digest(runOf([cut, stopped, APP_SERVER], [], 'interrupted'))).toEqual({
    allSuccess: false,
    modes: [false, null, true],
    faults: [],
  });
});

test('reports other errors of an interrupted run', () => {
  const crashed = module([{ name: 'b', result: { state: 'failed', errors: [{ message: 'disk full' }] } }]);
  expect(digest(runOf([crashed], [], 'interrupted')).faults).toEqual(['exec_stateless: disk full']);
});

test('does not depend on the order of the test files', () => {
  const deep = module(scenario(scenarioResult({ scenario: 'exec/stateless/product' }), [failedCheck()]), {
    file: 'tests/depth/exec-stateless/errors.test.ts',
  });
  const files = [STATELESS, PERSISTENT, APP_SERVER, deep];
  expect(runOf(files.toReversed())).toEqual(runOf(files));
  expect(runOf(files.toReversed()).modes.exec_stateless.cases.map(({ result }) => result.scenario)).toEqual([
    'exec/stateless/sum',
    'exec/stateless/product',
  ]);
});

test('sorts checks by scenario, then id', () => {
  const checks = [
    check({ id: 'b', scenario: 'y' }),
    check({ id: 'a', scenario: 'y' }),
    check({ id: 'Z', scenario: 'y' }),
    check({ id: 'c', scenario: 'x' }),
  ];
  const model = runOf([module(checks.map((check) => ({ check })))]);
  expect(model.checks.map(({ id, scenario }) => `${scenario} ${id}`)).toEqual(['x c', 'y Z', 'y a', 'y b']);
});

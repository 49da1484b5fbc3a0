import { expect, test } from 'vitest';
import { summaryOf, summarySchema } from '../../../../helpers/formats/run/summary.ts';
import { MODES } from '../../../../helpers/recording/mode.ts';
import {
  APP_SERVER,
  check,
  failedCheck,
  fileOf,
  KNOWN,
  runOf,
  module,
  scenarioResult,
  PERSISTENT,
  scenario,
  UNMATCHED,
} from '../../reporters/run-fixture.ts';

test('has the modes, the verdicts and the harness errors', () => {
  const stateless = module(
    scenario(scenarioResult(), [
      check(),
      failedCheck(),
      check({ id: 'x', verdict: 'not-applicable', reason: 'no flag' }),
    ]),
    { errors: [{ message: 'afterAll broke' }] },
  );
  const summary = JSON.parse(fileOf(runOf([stateless, PERSISTENT], [], 'interrupted'), 'summary.json'));
  expect(Object.keys(summary.modes)).toEqual(MODES);
  const { exec_stateless, exec_persistent, app_server } = summary.modes;
  const shown = { ...summary, modes: { exec_stateless, exec_persistent, app_server } };
  expect(JSON.stringify(shown, null, 2)).toMatchInlineSnapshot(`
    "{
      "schema_version": 1,
      "all_success": false,
      "fail_on": "should",
      "shard": null,
      "interrupted": true,
      "codex": {
        "version": "0.169.0",
        "sha256": "a1b2c3d4e5f60718a1b2c3d4e5f60718a1b2c3d4e5f60718a1b2c3d4e5f60718",
        "found_by": "PATH",
        "path": "<WORKSPACE_ROOT>/node_modules/.bin/codex"
      },
      "modes": {
        "exec_stateless": {
          "ran": true,
          "success": false,
          "cases": 1,
          "failed_cases": 1,
          "checks": {
            "total": 3,
            "red": 1,
            "excused": 0,
            "stale": 0,
            "pass": 1,
            "fail": 1,
            "not_applicable": 1,
            "untestable": 0,
            "harness_error": 0
          }
        },
        "exec_persistent": {
          "ran": true,
          "success": true,
          "cases": 1,
          "failed_cases": 0,
          "checks": {
            "total": 1,
            "red": 0,
            "excused": 0,
            "stale": 0,
            "pass": 1,
            "fail": 0,
            "not_applicable": 0,
            "untestable": 0,
            "harness_error": 0
          }
        },
        "app_server": {
          "ran": false,
          "success": null,
          "cases": 0,
          "failed_cases": 0,
          "checks": {
            "total": 0,
            "red": 0,
            "excused": 0,
            "stale": 0,
            "pass": 0,
            "fail": 0,
            "not_applicable": 0,
            "untestable": 0,
            "harness_error": 0
          }
        }
      },
      "counts": {
        "total": 4,
        "red": 1,
        "excused": 0,
        "stale": 0,
        "pass": 2,
        "fail": 1,
        "not_applicable": 1,
        "untestable": 0,
        "harness_error": 0
      },
      "unmatched_known_failures": [],
      "harness_errors": [
        {
          "scenario": null,
          "test": null,
          "file": "tests/exec-stateless.test.ts",
          "line": null,
          "message": "afterAll broke",
          "hint": null
        }
      ],
      "volatile": {
        "started_at": "2026-01-02T03:04:05.678Z",
        "duration_ms": 2500
      }
    }"
  `);
});

test('has no codex without a scenario result', () => {
  expect(summaryOf(runOf([PERSISTENT, APP_SERVER])).all_success).toBe(true);
  const { all_success, codex } = summaryOf(runOf([]));
  expect({ all_success, codex }).toEqual({ all_success: false, codex: null });
});

test('counts known failures and lists unmatched entries', () => {
  const known = module(
    scenario(scenarioResult(), [check({ known_failure: KNOWN }), failedCheck({ known_failure: KNOWN })]),
  );
  const run = runOf([known], [], 'failed', [UNMATCHED]);
  const { all_success, modes, counts, unmatched_known_failures } = summarySchema.parse(summaryOf(run));
  expect({ all_success, mode: modes.exec_stateless.checks, unmatched_known_failures }).toEqual({
    all_success: false,
    mode: {
      total: 2,
      red: 1,
      excused: 1,
      stale: 1,
      pass: 1,
      fail: 1,
      not_applicable: 0,
      untestable: 0,
      harness_error: 0,
    },
    unmatched_known_failures: [
      {
        check: 'exec.reply.exact',
        scenario: 'exec/stateles/sum',
        versions: '>=0.99.0',
        problem: 'unknown scenario exec/stateles/sum',
        hint: 'Did you mean exec/stateless/sum?',
      },
    ],
  });
  expect(counts).toEqual(modes.exec_stateless.checks);
});

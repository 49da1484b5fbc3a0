import { expect, test } from 'vitest';
import { appServerResult } from '../../../../helpers/formats/run/app-server.ts';
import { jsonText } from '../../../../helpers/formats/run/json.ts';
import { APP_SERVER, modelOf, module, scenario, SERVED, turn } from '../../reporters/run-fixture.ts';

test('the protocol error is at the top', () => {
  const error = 'thread/start: -32600 unknown variant `thread/start`';
  const failed = { ...SERVED, error, thread_id: null, turns: [turn({ actual_reply: null })], exit_codes: [null] };
  const result = appServerResult(modelOf([module(scenario(failed))]));
  expect(jsonText({ ...result, cases: result.cases.length })).toMatchInlineSnapshot(`
    "{
      "schema_version": 1,
      "mode": "app_server",
      "success": false,
      "case": "sum",
      "scenario": "app-server/turn/sum",
      "command": [
        "codex",
        "app-server"
      ],
      "exit_code": null,
      "codex": {
        "version": "0.169.0",
        "sha256": "a1b2c3d4e5f60718a1b2c3d4e5f60718a1b2c3d4e5f60718a1b2c3d4e5f60718",
        "found_by": "PATH",
        "path": "<WORKSPACE_ROOT>/node_modules/.bin/codex"
      },
      "thread_id": null,
      "turns": [
        {
          "turn": 1,
          "prompt": "What is 17 + 25?",
          "expected_reply": "42",
          "actual_reply": null,
          "exact_match": false
        }
      ],
      "usage": {
        "input_tokens": 10,
        "output_tokens": 2
      },
      "error": "thread/start: -32600 unknown variant \`thread/start\`",
      "notes": [],
      "recording": "recordings/app-server/turn/sum",
      "cases": 1,
      "failed_checks": [],
      "harness_errors": [],
      "volatile": {
        "started_at": "2026-01-02T03:04:05.678Z",
        "duration_ms": 620,
        "cases": [
          {
            "scenario": "app-server/turn/sum",
            "duration_ms": 620,
            "processes": [
              {
                "first_output_ms": 90,
                "turn_ended_ms": 580,
                "duration_ms": 600.5
              }
            ]
          }
        ]
      }
    }
    "
  `);
});

test('a mode that crashed names the codex that the others drove', () => {
  const crashed = module([{ name: 'x', result: { state: 'failed', errors: [{ message: 'crash' }] } }], {
    file: 'tests/app-server/deep.test.ts',
  });
  const { codex, error } = appServerResult(modelOf([crashed, module(scenario({ ...SERVED, mode: 'exec_stateless' }))]));
  expect({ version: codex?.version, error }).toEqual({ version: '0.169.0', error: 'crash' });
});

test('a green mode is a success', () => {
  expect(appServerResult(modelOf([APP_SERVER]))).toMatchObject({
    mode: 'app_server',
    success: true,
    failed_checks: [],
  });
});

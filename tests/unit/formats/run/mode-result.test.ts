import { expect, test } from 'vitest';
import { modeResultOf } from '../../../../helpers/formats/run/mode-result.ts';
import type { ScenarioResult } from '../../../../helpers/scenarios/scenario-result.ts';
import {
  APP_SERVER,
  failedCheck,
  fileOf,
  module,
  PERSISTENT,
  RESUMED,
  runOf,
  scenario,
  scenarioResult,
  SERVED,
  turn,
} from '../../reporters/run-fixture.ts';

function proofOf(results: readonly ScenarioResult[]) {
  const run = runOf([module(results.flatMap((result) => scenario(result)))]);
  const { same_thread_on_resume, session_persistence_proof } = modeResultOf(run, 'exec_persistent');
  return [same_thread_on_resume, session_persistence_proof.turn_2_exact_match];
}

test('puts the first failed case on top and lists all', () => {
  const failed = scenarioResult({
    scenario: 'exec/stateless/other',
    case: 'other',
    turns: [turn({ actual_reply: null })],
    usage: null,
    exit_codes: [1],
    error: 'stream disconnected',
    notes: ['--ephemeral left out: this codex does not know it'],
  });
  const checks = [failedCheck({ scenario: failed.scenario }), failedCheck({ scenario: failed.scenario, level: 'may' })];
  const file = module([...scenario(scenarioResult()), ...scenario(failed, checks)]);
  expect(fileOf(runOf([file]), 'result-exec-stateless.json')).toMatchInlineSnapshot(`
    "{
      "schema_version": 1,
      "mode": "exec_stateless",
      "success": false,
      "case": "other",
      "scenario": "exec/stateless/other",
      "command": [
        "codex",
        "exec",
        "--json",
        "-"
      ],
      "exit_code": 1,
      "codex": {
        "version": "0.169.0",
        "sha256": "a1b2c3d4e5f60718a1b2c3d4e5f60718a1b2c3d4e5f60718a1b2c3d4e5f60718",
        "found_by": "PATH",
        "path": "<WORKSPACE_ROOT>/node_modules/.bin/codex"
      },
      "thread_id": "0199aa00-0000-7000-8000-000000000001",
      "turns": [
        {
          "turn": 1,
          "prompt": "What is 17 + 25?",
          "expected_reply": "42",
          "actual_reply": null,
          "exact_match": false,
          "wrong_reply_from": "codex"
        }
      ],
      "usage": null,
      "error": "stream disconnected",
      "notes": [
        "--ephemeral left out: this codex does not know it"
      ],
      "recording": "recordings/exec/stateless/sum",
      "cases": [
        {
          "success": true,
          "case": "sum",
          "scenario": "exec/stateless/sum",
          "command": [
            "codex",
            "exec",
            "--json",
            "-"
          ],
          "exit_code": 0,
          "codex": {
            "version": "0.169.0",
            "sha256": "a1b2c3d4e5f60718a1b2c3d4e5f60718a1b2c3d4e5f60718a1b2c3d4e5f60718",
            "found_by": "PATH",
            "path": "<WORKSPACE_ROOT>/node_modules/.bin/codex"
          },
          "thread_id": "0199aa00-0000-7000-8000-000000000001",
          "turns": [
            {
              "turn": 1,
              "prompt": "What is 17 + 25?",
              "expected_reply": "42",
              "actual_reply": "42",
              "exact_match": true
            }
          ],
          "usage": {
            "input_tokens": 10,
            "output_tokens": 2
          },
          "error": null,
          "notes": [],
          "recording": "recordings/exec/stateless/sum"
        },
        {
          "success": false,
          "case": "other",
          "scenario": "exec/stateless/other",
          "command": [
            "codex",
            "exec",
            "--json",
            "-"
          ],
          "exit_code": 1,
          "codex": {
            "version": "0.169.0",
            "sha256": "a1b2c3d4e5f60718a1b2c3d4e5f60718a1b2c3d4e5f60718a1b2c3d4e5f60718",
            "found_by": "PATH",
            "path": "<WORKSPACE_ROOT>/node_modules/.bin/codex"
          },
          "thread_id": "0199aa00-0000-7000-8000-000000000001",
          "turns": [
            {
              "turn": 1,
              "prompt": "What is 17 + 25?",
              "expected_reply": "42",
              "actual_reply": null,
              "exact_match": false,
              "wrong_reply_from": "codex"
            }
          ],
          "usage": null,
          "error": "stream disconnected",
          "notes": [
            "--ephemeral left out: this codex does not know it"
          ],
          "recording": "recordings/exec/stateless/sum"
        }
      ],
      "failed_checks": [
        {
          "id": "exec.reply.exact",
          "clause": "The final message is the reply of the model.",
          "level": "must",
          "authority": {
            "kind": "documented",
            "reference": "docs/exec.md"
          },
          "scenario": "exec/stateless/other",
          "verdict": "fail",
          "reason": null,
          "evidence": [
            {
              "message": "the reply differs",
              "file": "stdout.jsonl",
              "line": 3,
              "expected": "42",
              "actual": "43"
            }
          ]
        }
      ],
      "harness_errors": [],
      "volatile": {
        "started_at": "2026-01-02T03:04:05.678Z",
        "duration_ms": 1240,
        "cases": [
          {
            "scenario": "exec/stateless/sum",
            "duration_ms": 620,
            "processes": [
              {
                "first_output_ms": 90,
                "turn_ended_ms": 580,
                "duration_ms": 600.5
              }
            ]
          },
          {
            "scenario": "exec/stateless/other",
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

test('reports a crash before any case as the error', () => {
  const crashed = module([
    { planned: 'exec/stateless/sum', result: { state: 'failed', errors: [{ message: 'no codex' }] } },
  ]);
  const { success, case: name, command, exit_code, error, cases } = modeResultOf(runOf([crashed]), 'exec_stateless');
  expect({ success, name, command, exit_code, error, cases }).toEqual({
    success: false,
    name: null,
    command: [],
    exit_code: null,
    error: 'no codex',
    cases: [],
  });
});

test('has an empty command without a process', () => {
  const unstarted = scenarioResult({ commands: [], exit_codes: [] });
  const { command, exit_code } = modeResultOf(runOf([module(scenario(unstarted))]), 'exec_stateless');
  expect({ command, exit_code }).toEqual({ command: [], exit_code: null });
});

test('has both commands of a resumed conversation', () => {
  expect(fileOf(runOf([PERSISTENT]), 'result-exec-persistent.json')).toMatchInlineSnapshot(`
    "{
      "schema_version": 1,
      "mode": "exec_persistent",
      "success": true,
      "same_thread_on_resume": true,
      "session_persistence_proof": {
        "turn_2_exact_match": true,
        "cases": 1,
        "cases_matched": 1
      },
      "case": "recall",
      "scenario": "exec/persistent/recall",
      "commands": [
        [
          "codex",
          "exec",
          "--json",
          "-"
        ],
        [
          "codex",
          "exec",
          "resume",
          "--json",
          "0199aa00-0000-7000-8000-000000000002",
          "-"
        ]
      ],
      "exit_codes": [
        0,
        0
      ],
      "codex": {
        "version": "0.169.0",
        "sha256": "a1b2c3d4e5f60718a1b2c3d4e5f60718a1b2c3d4e5f60718a1b2c3d4e5f60718",
        "found_by": "PATH",
        "path": "<WORKSPACE_ROOT>/node_modules/.bin/codex"
      },
      "thread_id": "0199aa00-0000-7000-8000-000000000002",
      "turns": [
        {
          "turn": 1,
          "prompt": "Remember REF-7KQ2M9XW4T1B.",
          "expected_reply": "STORED",
          "actual_reply": "STORED",
          "exact_match": true
        },
        {
          "turn": 2,
          "prompt": "Which?",
          "expected_reply": "REF-7KQ2M9XW4T1B",
          "actual_reply": "REF-7KQ2M9XW4T1B",
          "exact_match": true
        }
      ],
      "usage": {
        "input_tokens": 10,
        "output_tokens": 2
      },
      "error": null,
      "notes": [],
      "recording": "recordings/exec/persistent/recall",
      "cases": [
        {
          "success": true,
          "case": "recall",
          "scenario": "exec/persistent/recall",
          "commands": [
            [
              "codex",
              "exec",
              "--json",
              "-"
            ],
            [
              "codex",
              "exec",
              "resume",
              "--json",
              "0199aa00-0000-7000-8000-000000000002",
              "-"
            ]
          ],
          "exit_codes": [
            0,
            0
          ],
          "codex": {
            "version": "0.169.0",
            "sha256": "a1b2c3d4e5f60718a1b2c3d4e5f60718a1b2c3d4e5f60718a1b2c3d4e5f60718",
            "found_by": "PATH",
            "path": "<WORKSPACE_ROOT>/node_modules/.bin/codex"
          },
          "thread_id": "0199aa00-0000-7000-8000-000000000002",
          "turns": [
            {
              "turn": 1,
              "prompt": "Remember REF-7KQ2M9XW4T1B.",
              "expected_reply": "STORED",
              "actual_reply": "STORED",
              "exact_match": true
            },
            {
              "turn": 2,
              "prompt": "Which?",
              "expected_reply": "REF-7KQ2M9XW4T1B",
              "actual_reply": "REF-7KQ2M9XW4T1B",
              "exact_match": true
            }
          ],
          "usage": {
            "input_tokens": 10,
            "output_tokens": 2
          },
          "error": null,
          "notes": [],
          "recording": "recordings/exec/persistent/recall",
          "same_thread_on_resume": true,
          "session_persistence_proof": {
            "turn_2_exact_match": true
          }
        }
      ],
      "failed_checks": [],
      "harness_errors": [],
      "volatile": {
        "started_at": "2026-01-02T03:04:05.678Z",
        "duration_ms": 620,
        "cases": [
          {
            "scenario": "exec/persistent/recall",
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

test('proves persistence only if every case does', () => {
  const lost = {
    ...RESUMED,
    scenario: 'exec/persistent/lost',
    turns: [turn(), turn({ turn: 2, actual_reply: 'what?' })],
  };
  const cut = { ...RESUMED, scenario: 'exec/persistent/cut', turns: [turn()] };
  const moved = { ...RESUMED, scenario: 'exec/persistent/moved', same_thread_on_resume: false };
  const refused = { ...RESUMED, scenario: 'exec/persistent/unknown', turns: [], same_thread_on_resume: null };
  expect([
    proofOf([RESUMED, RESUMED]),
    proofOf([RESUMED, lost]),
    proofOf([RESUMED, cut]),
    proofOf([RESUMED, moved]),
    proofOf([RESUMED, refused]),
    proofOf([refused]),
  ]).toEqual([
    [true, true],
    [true, false],
    [true, false],
    [false, true],
    [true, true],
    [null, false],
  ]);
});

test('has no command and no proof after a crash', () => {
  const crashed = module([{ planned: 'x', result: { state: 'failed', errors: [{ message: 'no codex' }] } }], {
    mode: 'exec_persistent',
  });
  const { success, commands, exit_codes, error, session_persistence_proof } = modeResultOf(
    runOf([crashed]),
    'exec_persistent',
  );
  expect({ success, commands, exit_codes, error, session_persistence_proof }).toEqual({
    success: false,
    commands: [],
    exit_codes: [],
    error: 'no codex',
    session_persistence_proof: { turn_2_exact_match: false, cases: 0, cases_matched: 0 },
  });
});

test('puts the protocol error on top', () => {
  const error = 'thread/start: -32600 unknown variant `thread/start`';
  const failed = { ...SERVED, error, thread_id: null, turns: [turn({ actual_reply: null })], exit_codes: [null] };
  expect(JSON.parse(fileOf(runOf([module(scenario(failed))]), 'result-app-server.json'))).toMatchObject({
    mode: 'app_server',
    success: false,
    command: ['codex', 'app-server'],
    exit_code: null,
    thread_id: null,
    error,
  });
});

test('names the codex of other modes after a crash', () => {
  const crashed = module([{ planned: 'x', result: { state: 'failed', errors: [{ message: 'crash' }] } }], {
    mode: 'app_server',
  });
  const { codex, error } = modeResultOf(
    runOf([crashed, module(scenario({ ...SERVED, mode: 'exec_stateless' }))]),
    'app_server',
  );
  expect({ version: codex?.version, error }).toEqual({ version: '0.169.0', error: 'crash' });
});

test('reports a green mode as a success', () => {
  expect(modeResultOf(runOf([APP_SERVER]), 'app_server')).toMatchObject({
    mode: 'app_server',
    success: true,
    failed_checks: [],
  });
});

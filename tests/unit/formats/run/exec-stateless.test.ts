import { expect, test } from 'vitest';
import { execStatelessResult } from '../../../../helpers/formats/run/exec-stateless.ts';
import { jsonText } from '../../../../helpers/formats/run/json.ts';
import { failedCheck, modelOf, module, outcome, scenario, turn } from '../../reporters/run-fixture.ts';

test('the first failed case is at the top, and all cases follow', () => {
  const failed = outcome({
    scenario: 'exec/stateless/other',
    case: 'other',
    turns: [turn({ actual_reply: null })],
    usage: null,
    exit_codes: [1],
    error: 'stream disconnected',
    notes: ['--ephemeral left out: this codex does not know it'],
  });
  const checks = [failedCheck({ scenario: failed.scenario }), failedCheck({ scenario: failed.scenario, level: 'may' })];
  const file = module([...scenario(outcome()), ...scenario(failed, checks)]);
  expect(jsonText(execStatelessResult(modelOf([file])))).toMatchInlineSnapshot(`
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
          "exact_match": false
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
              "exact_match": false
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

test('a mode that crashed before it had a case is a failure with the error of the crash', () => {
  const crashed = module([
    { name: 'exec/stateless/sum', result: { state: 'failed', errors: [{ message: 'no codex' }] } },
  ]);
  const { success, case: name, command, exit_code, error, cases } = execStatelessResult(modelOf([crashed]));
  expect({ success, name, command, exit_code, error, cases }).toEqual({
    success: false,
    name: null,
    command: [],
    exit_code: null,
    error: 'no codex',
    cases: [],
  });
});

test('an outcome without a process has an empty command', () => {
  const unstarted = outcome({ commands: [], exit_codes: [] });
  const { command, exit_code } = execStatelessResult(modelOf([module(scenario(unstarted))]));
  expect({ command, exit_code }).toEqual({ command: [], exit_code: null });
});

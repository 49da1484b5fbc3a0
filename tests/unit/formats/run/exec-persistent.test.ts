import { expect, test } from 'vitest';
import { execPersistentResult } from '../../../../helpers/formats/run/exec-persistent.ts';
import { jsonText } from '../../../../helpers/formats/run/json.ts';
import type { ScenarioOutcome } from '../../../../helpers/scenarios/outcome.ts';
import { modelOf, module, PERSISTENT, RESUMED, scenario, turn } from '../../reporters/run-fixture.ts';

function proofOf(outcomes: readonly ScenarioOutcome[]) {
  const { same_thread_on_resume, session_persistence_proof } = execPersistentResult(
    modelOf([module(outcomes.flatMap((outcome) => scenario(outcome)))]),
  );
  return [same_thread_on_resume, session_persistence_proof.turn_2_exact_match];
}

test('a conversation over two processes has both commands and the proof', () => {
  expect(jsonText(execPersistentResult(modelOf([PERSISTENT])))).toMatchInlineSnapshot(`
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
      "scenario": "exec/resume/recall",
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
      "recording": "recordings/exec/resume/recall",
      "cases": [
        {
          "success": true,
          "case": "recall",
          "scenario": "exec/resume/recall",
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
          "recording": "recordings/exec/resume/recall",
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
            "scenario": "exec/resume/recall",
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

test('the proof holds only if it holds in every case', () => {
  const lost = { ...RESUMED, scenario: 'exec/resume/lost', turns: [turn(), turn({ turn: 2, actual_reply: 'what?' })] };
  const cut = { ...RESUMED, scenario: 'exec/resume/cut', turns: [turn()] };
  const moved = { ...RESUMED, scenario: 'exec/resume/moved', same_thread_on_resume: false };
  const refused = { ...RESUMED, scenario: 'exec/resume/unknown', turns: [], same_thread_on_resume: null };
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

test('a mode that crashed has no command and no proof', () => {
  const crashed = module([{ name: 'x', result: { state: 'failed', errors: [{ message: 'no codex' }] } }], {
    file: 'tests/exec-persistent.test.ts',
  });
  const { success, commands, exit_codes, error, session_persistence_proof } = execPersistentResult(modelOf([crashed]));
  expect({ success, commands, exit_codes, error, session_persistence_proof }).toEqual({
    success: false,
    commands: [],
    exit_codes: [],
    error: 'no codex',
    session_persistence_proof: { turn_2_exact_match: false, cases: 0, cases_matched: 0 },
  });
});

import { expect, test } from 'vitest';
import type { CheckResult } from '../../../../helpers/checks/verdict.ts';
import { normaliseResult } from '../../../../helpers/versions/matrix/normalise-evidence.ts';

function result(change: Partial<CheckResult>): CheckResult {
  return {
    id: 'exec/session/thread-started-first',
    clause: 'The first event is thread.started.',
    level: 'must',
    authority: { kind: 'source', reference: 'exec_events.rs' },
    scenario: 'exec/stateless/sum',
    verdict: 'fail',
    reason: null,
    evidence: [],
    ...change,
  };
}

test('numbers the values that differ on each play', () => {
  const [a, b] = ['01a20e58-f0d5-7b20-a275-4e2fc20ed5a1', '01a20e58-2ca9-7b62-980f-ba3870163b26'];
  const evidence = [
    {
      message: `${a} is another than ${b}`,
      file: 'stdout.jsonl',
      line: 2,
      expected: `{"id":"${a}"}`,
      actual: `{"id":"${b}"}`,
    },
    {
      message: 'at 2026-01-02T03:04:05.678Z http://127.0.0.1:40123/v1 said msg_0f0f0f0f0f0f0f0f',
      actual: 'REF-ABCD2345EFGH',
    },
    { message: 'pid 4711 took 12.5 ms in codex 0.98.0 with 1234 tokens, sessions/2026/01/02/x, a1b2c3d4e5f60718' },
  ];
  const { reason, evidence: steady } = normaliseResult(result({ reason: `no ${b}`, evidence }));
  expect([reason, ...steady]).toMatchInlineSnapshot(`
    [
      "no <ID 1>",
      {
        "actual": "{"id":"<ID 1>"}",
        "expected": "{"id":"<ID 2>"}",
        "file": "stdout.jsonl",
        "line": 2,
        "message": "<ID 2> is another than <ID 1>",
      },
      {
        "actual": "<REFERENCE_CODE 1>",
        "message": "at <TIME 1> http://127.0.0.1:<PORT 1>/v1 said <ID 3>",
      },
      {
        "message": "pid <PID 1> took <DURATION 1> in codex 0.98.0 with 1234 tokens, sessions/<DATE 1>/x, <ID 4>",
      },
    ]
  `);
});

function answerAt(id: string, port: number): CheckResult {
  return result({ evidence: [{ message: `${id} at localhost:${port}, then ${id}` }] });
}

test('gives equal results for two plays of the same kind', () => {
  const [a, b] = ['01a20e58-f0d5-7b20-a275-4e2fc20ed5a1', '01a20e58-2ca9-7b62-980f-ba3870163b26'];
  expect(normaliseResult(answerAt(a, 1))).toEqual(normaliseResult(answerAt(b, 2)));
});

import { expect, test } from 'vitest';
import {
  failIfAny,
  notApplicable,
  pass,
  untestable,
  type Check,
  type CheckOutcome,
} from '../../../helpers/checks/check.ts';
import { judge } from '../../../helpers/checks/judge.ts';
import type { Recording } from '../../../helpers/recording/recording.ts';
import { checksOf } from '../../../helpers/scenarios/catalog.ts';
import { EXEC_STATELESS, SAMPLES } from './samples.ts';

function check(find: (recording: Recording) => CheckOutcome, needsModel = false): Check {
  return {
    id: 'a/b',
    clause: 'All is well.',
    level: 'should',
    authority: { kind: 'documented', reference: 'a page' },
    needsModel,
    judge: find,
    mutants: () => ({}),
  };
}

function failsItself(): never {
  throw new TypeError('x is undefined');
}

const HEAD = {
  id: 'a/b',
  clause: 'All is well.',
  level: 'should',
  authority: { kind: 'documented', reference: 'a page' },
  scenario: 'exec/stateless/sum',
};
const LIVE: Recording = { ...EXEC_STATELESS, model_source: 'live', model: [] };

test('a verdict carries the clause and the evidence', () => {
  expect(
    judge(
      check(() => pass(2, 'events, all valid', { file: 'run.json' })),
      EXEC_STATELESS,
    ),
  ).toEqual({
    ...HEAD,
    verdict: 'pass',
    reason: null,
    evidence: [{ message: '2 events, all valid', file: 'run.json' }],
  });
  const evidence = [{ message: 'one', line: 1 }, { message: 'two' }] as const;
  expect(
    judge(
      check(() => ({ verdict: 'fail', evidence })),
      EXEC_STATELESS,
    ),
  ).toEqual({ ...HEAD, verdict: 'fail', reason: null, evidence });
});

test('a verdict without evidence carries its reason', () => {
  expect(
    judge(
      check(() => untestable('nothing came')),
      EXEC_STATELESS,
    ),
  ).toEqual({ ...HEAD, verdict: 'untestable', reason: 'nothing came', evidence: [] });
  const reason = 'no flag --ephemeral';
  expect(
    judge(
      check(() => notApplicable(reason)),
      EXEC_STATELESS,
    ),
  ).toEqual({ ...HEAD, verdict: 'not-applicable', cause: 'nothing-seen', reason, evidence: [] });
});

test('a check that judged nothing does not pass', () => {
  const reason = '0 events, all valid';
  const passing = [() => pass(0, 'events, all valid'), () => failIfAny([], 0, 'events, all valid')];
  for (const judges of passing) {
    expect(judge(check(judges), EXEC_STATELESS)).toMatchObject({
      verdict: 'not-applicable',
      cause: 'nothing-seen',
      reason,
    });
  }
});

test('a fault of the suite is never a verdict on codex', () => {
  const recording = { ...EXEC_STATELESS, harness_errors: ['disk full', 'and more'] };
  const judged = [check(() => pass(1, 'seen')), check(() => pass(1, 'seen'), true)].map((each) =>
    judge(each, recording),
  );
  const expected = { ...HEAD, verdict: 'harness-error', reason: 'disk full', evidence: [] };
  expect(judged).toEqual([expected, expected]);
});

test('a check that throws is a fault of the suite', () => {
  expect(judge(check(failsItself), EXEC_STATELESS)).toEqual({
    ...HEAD,
    verdict: 'harness-error',
    reason: 'The check itself failed: x is undefined',
    evidence: [],
  });
});

test('a check that reads the model does not apply to a live run', () => {
  expect(judge(check(failsItself, true), LIVE)).toEqual({
    ...HEAD,
    verdict: 'not-applicable',
    cause: 'not-observed',
    reason: 'Requests to a live model are not recorded.',
    evidence: [],
  });
  expect(
    judge(
      check(() => pass(1, 'seen'), false),
      LIVE,
    ).verdict,
  ).toBe('pass');
});

test('names the capability that the binary lacks', () => {
  const needing = { ...check(() => pass(1, 'seen')), needs: ['exec.flag.ephemeral', 'exec.flag.teleport'] };
  const able = { ...SAMPLES[0]!, codex: { ...SAMPLES[0]!.codex, capabilities: needing.needs } };
  expect([judge(needing, SAMPLES[0]!), judge(needing, able)]).toMatchObject([
    { verdict: 'not-applicable', cause: 'lacks', reason: 'The binary lacks exec.flag.teleport.' },
    { verdict: 'pass' },
  ]);
});

test('each check that reads what the model saw says so', () => {
  const unmarked = SAMPLES.flatMap((sample) =>
    checksOf(sample)
      .filter(({ needsModel }) => needsModel !== true)
      .map((each) => judge(each, { ...sample, model_source: 'live', model: [], network: [], files: [] }))
      .filter(({ verdict }) => verdict !== 'pass' && verdict !== 'not-applicable'),
  );
  expect(unmarked).toEqual([]);
});

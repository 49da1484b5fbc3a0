import { expect, test } from 'vitest';
import type { CheckResult } from '../../../helpers/checks/verdict.ts';
import { CheckFailure } from '../../../helpers/scenarios/check-failure.ts';

const FAILED: CheckResult = {
  id: 'turn/reply/exact',
  clause: 'The reply is exact.',
  level: 'must',
  authority: { kind: 'documented', reference: 'the manual' },
  scenario: 'exec/stateless/sum',
  verdict: 'fail',
  reason: null,
  evidence: [],
};

function seen(changes: Partial<CheckResult>): object {
  const { name, message, stack, ...shown } = new CheckFailure({ ...FAILED, ...changes });
  expect(stack).toBe(`${name}: ${message}`);
  return { name, message, ...shown };
}

test('names the check, the clause and all evidence', () => {
  const evidence = [
    { message: 'somewhere' },
    { message: 'in a file', file: 'run.json' },
    { message: 'in a line', file: 'stdout.jsonl', line: 3 },
  ];
  expect(seen({ evidence })).toEqual({
    name: 'CheckFailure',
    message:
      'turn/reply/exact (must) fail: The reply is exact.\n  somewhere\n  in a file (run.json)\n  in a line (stdout.jsonl:3)',
  });
});

test('a verdict with a reason is told with it, not with the clause', () => {
  expect(seen({ verdict: 'untestable', level: 'should', reason: 'nothing was printed' })).toEqual({
    name: 'CheckFailure',
    message: 'turn/reply/exact (should) untestable: nothing was printed',
  });
});

test('a stale known failure says what to do', () => {
  const { id: check, scenario } = FAILED;
  const known_failure = { check, scenario, versions: '>=0.99.0', reason: 'Known upstream.' };
  expect(seen({ verdict: 'pass', evidence: [{ message: '1 reply' }], known_failure })).toEqual({
    name: 'CheckFailure',
    message: 'turn/reply/exact (must) pass: it passes: remove its entry (>=0.99.0) from the baseline\n  1 reply',
  });
});

test('shows expected and actual of the first evidence', () => {
  const evidence = [
    { message: 'a', actual: 'only this' },
    { message: 'b', expected: '', actual: '1' },
    { message: 'c', expected: '2', actual: '3' },
  ];
  expect(seen({ evidence })).toMatchObject({ expected: '', actual: '1' });
});

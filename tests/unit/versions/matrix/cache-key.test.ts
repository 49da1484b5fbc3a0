import { expect, test } from 'vitest';
import { keyOf } from '../../../../helpers/versions/matrix/cache-key.ts';
import { CASES } from '../../scenarios/miniature.ts';

const SUBJECT = { cases: CASES, depth: false, only: [], baseline: { knownFailures: [], unmatched: [] } };
const SHA256 = 'ab'.repeat(32);

test('the key of verdicts is the same for the same, and another for each thing that decides them', () => {
  const [sum] = CASES.exec_stateless;
  const known = { check: 'turn/reply/exact', scenario: 'exec/stateless/sum', versions: '*', reason: 'Known.' };
  const keys = [
    keyOf(SUBJECT, SHA256),
    keyOf(SUBJECT, 'cd'.repeat(32)),
    keyOf({ ...SUBJECT, depth: true }, SHA256),
    keyOf({ ...SUBJECT, only: ['exec'] }, SHA256),
    keyOf({ ...SUBJECT, cases: { ...CASES, exec_stateless: [{ ...sum!, prompt: 'What is 2 + 40?' }] } }, SHA256),
    keyOf({ ...SUBJECT, baseline: { knownFailures: [known], unmatched: [] } }, SHA256),
  ];
  expect(new Set(keys).size).toBe(keys.length);
  expect(keyOf({ ...SUBJECT }, SHA256)).toBe(keys[0]);
});

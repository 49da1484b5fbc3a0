import { expect, test } from 'vitest';
import { cacheKey } from '../../../../helpers/versions/matrix/cache-key.ts';
import { CASES } from '../../scenarios/miniature.ts';

const SUBJECT = { cases: CASES, extended: false, only: [], baseline: { knownFailures: [], unmatched: [] } };
const SHA256 = 'ab'.repeat(32);

test('changes with the binary, the plan and the known failures', () => {
  const [sum] = CASES.exec_stateless;
  const known = { check: 'turn/reply/exact', scenario: 'exec/stateless/sum', versions: '*', reason: 'Known.' };
  const keys = [
    cacheKey(SUBJECT, SHA256),
    cacheKey(SUBJECT, 'cd'.repeat(32)),
    cacheKey({ ...SUBJECT, extended: true }, SHA256),
    cacheKey({ ...SUBJECT, only: ['exec'] }, SHA256),
    cacheKey({ ...SUBJECT, cases: { ...CASES, exec_stateless: [{ ...sum!, prompt: 'What is 2 + 40?' }] } }, SHA256),
    cacheKey({ ...SUBJECT, baseline: { knownFailures: [known], unmatched: [] } }, SHA256),
  ];
  expect(new Set(keys).size).toBe(keys.length);
  expect(cacheKey({ ...SUBJECT }, SHA256)).toBe(keys[0]);
});

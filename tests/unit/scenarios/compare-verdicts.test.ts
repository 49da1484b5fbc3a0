import { expect, test } from 'vitest';
import type { CheckResult, Verdict } from '../../../helpers/checks/verdict.ts';
import { compareVerdicts } from '../../../helpers/scenarios/compare-verdicts.ts';

function result(id: string, verdict: Verdict, message: string, changes: Partial<CheckResult> = {}): CheckResult {
  return {
    id,
    clause: 'It is so.',
    level: 'must',
    authority: { kind: 'documented', reference: 'somewhere' },
    scenario: 'exec/stateless/sum',
    verdict,
    reason: null,
    evidence: [{ message }],
    ...changes,
  };
}

const ID = '0199a213-81c0-7800-8aa1-bbab2a035a53';
const OTHER_ID = '0199a213-81c0-7800-8aa1-bbab2a035a54';

test.for<[string, CheckResult, CheckResult, string | null]>([
  ['green twice', result('a', 'pass', 'one'), result('a', 'pass', 'two'), null],
  ['a `may` that fails', result('a', 'pass', 'one'), result('a', 'fail', 'two', { level: 'may' }), null],
  ['green, then red', result('a', 'pass', 'one'), result('a', 'fail', 'two'), 'new'],
  ['red, then green', result('a', 'fail', 'one'), result('a', 'pass', 'two'), 'fixed'],
  ['red, then not applicable', result('a', 'untestable', 'one'), result('a', 'not-applicable', 'two'), 'fixed'],
  ['red twice', result('a', 'fail', 'one'), result('a', 'fail', 'one'), 'still failing'],
  [
    'red twice, on another line',
    result('a', 'fail', '', { evidence: [{ message: 'one', file: 'stdout.jsonl', line: 1 }] }),
    result('a', 'fail', '', { evidence: [{ message: 'one', file: 'stdout.jsonl', line: 2 }] }),
    'still failing',
  ],
  [
    'red twice, with another id',
    result('a', 'fail', `of ${ID}`),
    result('a', 'fail', `of ${OTHER_ID}`),
    'still failing',
  ],
  ['red twice, with other words', result('a', 'fail', 'one'), result('a', 'fail', 'two'), 'changed'],
  ['red twice, with another verdict', result('a', 'fail', 'one'), result('a', 'untestable', 'one'), 'changed'],
  [
    'red twice, with another text in the place of what was expected',
    result('a', 'fail', '', { evidence: [{ message: 'one', expected: '42', actual: '41' }] }),
    result('a', 'fail', '', { evidence: [{ message: 'one', expected: '42', actual: '43' }] }),
    'changed',
  ],
  [
    'red twice, for another reason',
    result('a', 'untestable', '', { reason: 'one', evidence: [] }),
    result('a', 'untestable', '', { reason: 'two', evidence: [] }),
    'changed',
  ],
])('%s', ([, before, now, change]) => {
  expect(compareVerdicts([before], [now])).toEqual(change === null ? [] : [{ change, before, now }]);
});

test('checks stay in their order', () => {
  const before = ['b', 'a', 'c'].map((id) => result(id, 'fail', 'one'));
  const compared = compareVerdicts(before, before.toReversed());
  expect(compared.map(({ now }) => now.id)).toEqual(['b', 'a', 'c']);
});

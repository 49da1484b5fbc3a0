import { expect, test } from 'vitest';
import { isExcused, isRed } from '../../../helpers/checks/verdict.ts';
import { withKnownFailures } from '../../../helpers/scenarios/known-failures.ts';
import { check } from '../reporters/run-fixture.ts';

const CAUSE = 'app-server/turn/one-start-one-end';
const cause = check({
  id: CAUSE,
  verdict: 'fail',
  evidence: [{ message: 'the turn never ends', file: 'wire.jsonl', line: 9 }],
});
const unjudged = check({
  id: 'app-server/turn/error-iff-failed',
  verdict: 'untestable',
  reason: 'no turns that ended',
});
const entry = { check: CAUSE, scenario: cause.scenario, versions: '*', reason: 'The turn hangs.' };

test('a known failure excuses what it makes untestable', () => {
  const results = withKnownFailures([cause, unjudged], '0.98.0', [entry]);
  expect(results.map((one) => [isExcused(one), isRed(one)])).toEqual([
    [true, false],
    [true, false],
  ]);
});

test('an untestable check is red without its cause', () => {
  const cases = [
    withKnownFailures([cause, unjudged], '0.98.0', []),
    withKnownFailures([unjudged], '0.98.0', [{ ...entry, check: unjudged.id }]),
    withKnownFailures([cause, { ...unjudged, id: 'exec/turn/completes' }, { ...cause, id: 'other' }], '0.98.0', [
      { ...entry, check: 'other' },
    ]),
  ];
  expect(cases.map((results) => results.filter((one) => one.verdict === 'untestable').every(isRed))).toEqual([
    true,
    true,
    true,
  ]);
});

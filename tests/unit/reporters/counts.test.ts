import { expect, test } from 'vitest';
import { countChecks } from '../../../helpers/reporters/counts.ts';
import { check, failedCheck } from './run-fixture.ts';

test('checks are counted by verdict, and only red ones as red', () => {
  const checks = [
    check(),
    check(),
    failedCheck(),
    failedCheck({ level: 'may' }),
    check({ verdict: 'not-applicable' }),
    check({ verdict: 'untestable' }),
    check({ verdict: 'harness-error' }),
  ];
  expect(countChecks(checks)).toEqual({
    total: 7,
    red: 3,
    verdicts: { pass: 2, fail: 2, 'not-applicable': 1, untestable: 1, 'harness-error': 1 },
  });
});

import { expect, test } from 'vitest';
import { countChecks, countPhrases } from '../../../helpers/formats/counts.ts';
import { check, failedCheck, KNOWN } from '../reporters/run-fixture.ts';

test('counts checks by verdict and baseline', () => {
  const checks = [
    check(),
    check(),
    failedCheck(),
    failedCheck({ level: 'may' }),
    check({ verdict: 'not-applicable' }),
    check({ verdict: 'untestable' }),
    check({ verdict: 'harness-error' }),
    check({ known_failure: KNOWN }),
    failedCheck({ known_failure: KNOWN }),
    failedCheck({ level: 'may', known_failure: KNOWN }),
  ];
  expect(countChecks(checks)).toEqual({
    total: 10,
    red: 4,
    excused: 2,
    stale: 1,
    pass: 3,
    fail: 4,
    not_applicable: 1,
    untestable: 1,
    harness_error: 1,
  });
  expect(countPhrases(checks)).toEqual([
    '2 checks passed',
    '1 failed',
    '1 optional failed',
    '2 known failures',
    '1 stale baseline entry',
    '1 untestable',
    '1 harness error',
    '1 not applicable',
  ]);
});

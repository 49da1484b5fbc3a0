import { expect, test } from 'vitest';
import { countChecks } from '../../../helpers/formats/counts.ts';
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
    verdicts: { pass: 3, fail: 4, 'not-applicable': 1, untestable: 1, 'harness-error': 1 },
  });
});

import { expect, test } from 'vitest';
import { buildMatrix } from '../../../../helpers/versions/matrix/build-matrix.ts';
import type { Matrix } from '../../../../helpers/versions/matrix/format.ts';
import { changedAt, historyWords, placeWords, summarySentences } from '../../../../helpers/formats/matrix/phrases.ts';
import { check, KNOWN } from '../../reporters/run-fixture.ts';
import { FACTS, matrixOf, versionResults } from './matrix-fixture.ts';
import { syntheticMatrix } from './synthetic.ts';

const PASS = { verdict: 'pass' } as const;
const FAIL = { verdict: 'fail' } as const;
const NOT_APPLICABLE = { verdict: 'not-applicable', reason: 'no such feature' } as const;
const UNTESTABLE = { verdict: 'untestable', reason: 'no turn' } as const;

function historyOf(...verdicts: readonly Parameters<typeof check>[0][]): string | undefined {
  const [finding] = matrixOf(
    Object.fromEntries(verdicts.map((fields, index) => [`0.${index + 1}.0`, fields])),
  ).findings;
  return finding && historyWords(finding);
}

test('describes a history by its boundary versions', () => {
  expect([
    historyOf(PASS, FAIL),
    historyOf(FAIL, PASS),
    historyOf(PASS, FAIL, PASS, FAIL),
    historyOf(FAIL, FAIL),
    historyOf(PASS, UNTESTABLE),
    historyOf(PASS, FAIL, NOT_APPLICABLE),
    historyOf(FAIL, NOT_APPLICABLE),
    historyOf(PASS, PASS),
  ]).toEqual([
    'holds up to 0.1.0, fails since 0.2.0',
    'fails up to 0.1.0, holds since 0.2.0',
    'holds up to 0.1.0, fails since 0.2.0, holds again since 0.3.0, fails again since 0.4.0',
    'fails in every version',
    'holds up to 0.1.0, cannot be judged since 0.2.0',
    'holds up to 0.1.0, fails since 0.2.0, no longer applies',
    'fails in every version it applied to, no longer applies',
    undefined,
  ]);
});

test('names the scenario, or counts scenarios by mode', () => {
  const matrix = syntheticMatrix({ versions: 12, scenarios: 6, checks: 16 });
  expect([...new Set(matrix.findings.map((finding) => placeWords(finding, matrix)))]).toMatchInlineSnapshot(`
    [
      "app-server/turn/sum",
      "exec, stateless: 2 scenarios; exec, persistent: 1 scenario",
      "exec, stateless: 2 scenarios; exec, persistent: 2 scenarios; app-server: 1 scenario",
      "exec, stateless: 2 scenarios; exec, persistent: 2 scenarios",
    ]
  `);
});

test('sums up failures first, then breaks', () => {
  const matrix = syntheticMatrix({ versions: 12, scenarios: 6, checks: 32 });
  expect(summarySentences(matrix)).toMatchInlineSnapshot(`
    [
      "4 of 32 checks do not hold in 0.169.0, besides 2 known failures.",
      "4 checks held in an earlier version and no longer hold.",
      "2 checks broke in 0.157.0, the last version with a break.",
      "No verdict on 0.123.0.",
    ]
  `);
  expect(changedAt(matrix.findings, '0.135.0', 'bad')).toBe(2);
});

test('sums up green, known and failed sweeps', () => {
  const failed = { ...versionResults('0.1.0'), status: 'failed', problem: 'no build' } as const;
  expect(
    [
      matrixOf({ '0.1.0': PASS, '0.2.0': PASS }),
      matrixOf({ '0.1.0': PASS, '0.2.0': { ...FAIL, known_failure: KNOWN } }),
      buildMatrix([versionResults('0.2.0', [check(FAIL)]), failed], FACTS),
      buildMatrix([failed], FACTS),
    ].map((matrix: Matrix) => summarySentences(matrix).join(' ')),
  ).toMatchInlineSnapshot(`
    [
      "Every check holds in 0.2.0. Nothing that held before is broken now.",
      "Every check holds in 0.2.0, except for 1 known failure. 1 check held in an earlier version and no longer holds. 1 check broke in 0.2.0, the last version with a break.",
      "1 of 1 check does not hold in 0.2.0. Nothing that held before is broken now. No verdict on 0.1.0.",
      "No version has verdicts.",
    ]
  `);
});

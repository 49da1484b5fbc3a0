import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { buildMatrix } from '../../../../helpers/versions/matrix/build-matrix.ts';
import { jsonSchemas } from '../../../../helpers/formats/schemas.ts';
import { check, failedCheck, KNOWN } from '../../reporters/run-fixture.ts';
import { FACTS, matrixOf, versionResults } from '../../formats/matrix/matrix-fixture.ts';

const FAILED = check({ verdict: 'fail', evidence: [{ message: 'no event' }] });

const BROKEN = buildMatrix(
  [versionResults('0.100.0', [FAILED]), versionResults('0.99.0-alpha.1'), versionResults('0.99.0', [check()])],
  FACTS,
);

test('sorts the versions, with one letter each in a row', () => {
  expect(BROKEN.versions.map(({ version }) => version)).toEqual(['0.99.0-alpha.1', '0.99.0', '0.100.0']);
  expect(BROKEN.cells).toEqual([{ check: 'exec.stream.first-event', scenario: 'exec/stateless/sum', verdicts: '-pf' }]);
});

test('has a letter for each verdict', () => {
  const matrix = matrixOf({
    '0.1.0': { verdict: 'pass' },
    '0.2.0': { verdict: 'fail' },
    '0.3.0': { verdict: 'fail', known_failure: KNOWN },
    '0.4.0': { verdict: 'not-applicable' },
    '0.5.0': { verdict: 'untestable' },
    '0.6.0': { verdict: 'harness-error' },
    '0.7.0': undefined,
    '0.8.0': { verdict: 'pass', known_failure: KNOWN },
  });
  expect(matrix.cells[0]?.verdicts).toBe('pfknuh-p');
  expect(matrix.versions.map(({ counts }) => Object.values(counts).join(' '))).toEqual([
    '1 0 0 0 0 0',
    '0 1 0 0 0 0',
    '0 0 1 0 0 0',
    '0 0 0 1 0 0',
    '0 0 0 0 1 0',
    '0 0 0 0 0 1',
    '0 0 0 0 0 0',
    '1 0 0 0 0 0',
  ]);
});

test('shares equal evidence between versions', () => {
  const same = { verdict: 'untestable', reason: 'no wire' } as const;
  const matrix = matrixOf({ '0.1.0': same, '0.2.0': same, '0.3.0': { ...same, reason: 'no turn' } });
  expect(matrix.evidence.map(({ versions, reason }) => [versions, reason])).toEqual([
    [['0.1.0', '0.2.0'], 'no wire'],
    [['0.3.0'], 'no turn'],
  ]);
});

test('keeps the reason of a check that does not apply', () => {
  const { evidence } = matrixOf({ '0.1.0': { verdict: 'not-applicable', reason: 'The binary lacks exec.flag.x.' } });
  expect(evidence.map(({ versions, reason }) => [versions, reason])).toEqual([
    [['0.1.0'], 'The binary lacks exec.flag.x.'],
  ]);
});

test('keeps the evidence of failures with place and baseline', () => {
  const matrix = matrixOf({ '0.1.0': check(), '0.2.0': failedCheck({ id: check().id, known_failure: KNOWN }) });
  expect(matrix.evidence).toEqual([
    {
      check: 'exec.stream.first-event',
      scenario: 'exec/stateless/sum',
      versions: ['0.2.0'],
      reason: null,
      evidence: [{ message: 'the reply differs', file: 'stdout.jsonl', line: 3, expected: '42', actual: '43' }],
      left_out: 0,
      known_failure: 'the reply is cut, as upstream knows',
    },
  ]);
});

test('cuts long texts and lists of evidence', () => {
  const evidence = Array.from({ length: 5 }, () => ({ message: `${'x'.repeat(599)}😀`, actual: 'y'.repeat(601) }));
  const [entry] = matrixOf({ '0.1.0': { verdict: 'fail', evidence } }).evidence;
  expect(entry?.left_out).toBe(2);
  expect(entry?.evidence[2]).toEqual({
    message: `${'x'.repeat(599)} … (601 characters in all)`,
    actual: `${'y'.repeat(600)} … (601 characters in all)`,
  });
});

test('takes the clause from the newest version', () => {
  const matrix = matrixOf({
    '0.2.0': { clause: 'New.', level: 'may' },
    '0.1.0': { clause: 'Old.' },
    '0.3.0': undefined,
  });
  expect(matrix.checks).toEqual([
    {
      id: 'exec.stream.first-event',
      clause: 'New.',
      level: 'may',
      authority: { kind: 'documented', reference: 'docs/exec.md' },
    },
  ]);
});

test('does not depend on the order of the results', () => {
  const results = [FAILED, check({ id: 'a.b' }), check({ scenario: 'app-server/turn/sum' })];
  const versions = [versionResults('0.1.0', results), versionResults('0.2.0', results)];
  const turned = [versionResults('0.2.0', results.toReversed()), versionResults('0.1.0', results.toReversed())];
  expect(buildMatrix(turned, { ...FACTS, scenarios: FACTS.scenarios.toReversed() })).toEqual(
    buildMatrix(versions, FACTS),
  );
});

test('is valid according to its schema', () => {
  const ajv = new Ajv({ allErrors: true, strictTypes: false, validateFormats: false, schemas: { ...jsonSchemas() } });
  const empty = buildMatrix([], FACTS);
  const failed = buildMatrix(
    [
      {
        ...versionResults('0.1.0'),
        status: 'failed',
        problem: 'no build',
        sha256: null,
        published: null,
        recordings: null,
      },
    ],
    FACTS,
  );
  for (const matrix of [BROKEN, empty, failed]) {
    ajv.validate('matrix.schema.json', JSON.parse(JSON.stringify(matrix)));
    expect(ajv.errors).toBeNull();
  }
});

test('rejects duplicate versions and unknown scenarios', () => {
  expect(() => buildMatrix([versionResults('0.1.0'), versionResults('0.1.0')], FACTS)).toThrow(
    'the matrix was given version 0.1.0 twice',
  );
  expect(() => matrixOf({ '0.1.0': { scenario: 'exec/other' } })).toThrow(
    'the facts of the matrix do not name the scenario exec/other',
  );
});

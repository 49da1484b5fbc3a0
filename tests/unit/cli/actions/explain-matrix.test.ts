import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CheckResult } from '../../../../helpers/checks/verdict.ts';
import { buildMatrix } from '../../../../helpers/versions/matrix/build-matrix.ts';
import type { Matrix } from '../../../../helpers/versions/matrix/format.ts';
import { temporaryFolder, write } from '../../codex/temporary.ts';
import { FACTS, versionResults } from '../../formats/matrix/matrix-fixture.ts';
import { check, KNOWN } from '../../reporters/run-fixture.ts';
import { explained, ID } from '../explained.ts';

const SCENARIOS = ['exec/a', 'exec/b', 'exec/c', 'exec/d', 'exec/e'].map(
  (name) => ({ name, mode: 'exec_persistent', about: null }) as const,
);

/** A matrix of one check: what it came to on each scenario, in one version after the other. */
function matrixOf(versions: Readonly<Record<string, Readonly<Record<string, Partial<CheckResult>>>>>): Matrix {
  const perVersion = Object.entries(versions).map(([version, verdicts]) =>
    versionResults(
      version,
      Object.entries(verdicts).map(([scenario, fields]) => check({ id: ID, scenario, ...fields })),
    ),
  );
  return buildMatrix(perVersion, { ...FACTS, scenarios: SCENARIOS });
}

/** A folder with a matrix at the default path. */
function matrixIn(content: unknown): string {
  const folder = temporaryFolder();
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  write(join(folder, 'outputs', 'matrix', 'matrix.json'), text);
  return folder;
}

const FAIL = { verdict: 'fail' } as const;
const EXCUSED = { verdict: 'fail', known_failure: KNOWN } as const;
const HISTORY = matrixOf({
  '0.45.0': { 'exec/a': {}, 'exec/b': FAIL, 'exec/c': {}, 'exec/d': {} },
  '0.117.0': { 'exec/a': {}, 'exec/b': {}, 'exec/c': {}, 'exec/d': {}, 'exec/e': {} },
  '0.118.0': { 'exec/a': EXCUSED, 'exec/b': {}, 'exec/c': {}, 'exec/d': {}, 'exec/e': { verdict: 'not-applicable' } },
  '0.169.0': { 'exec/a': EXCUSED, 'exec/b': FAIL, 'exec/c': {}, 'exec/d': {}, 'exec/e': { verdict: 'not-applicable' } },
});

test('shows the history over the versions of a matrix', async () => {
  const { code, stdout } = await explained(matrixIn(HISTORY), ID);
  expect(code).toBe(0);
  expect(stdout.slice(stdout.indexOf('history'))).toMatchInlineSnapshot(`
    "history    4 versions, 0.45.0–0.169.0
               broke, known: holds up to 0.117.0, fails since 0.118.0 (exec/a)
               flips: fails up to 0.45.0, holds since 0.117.0, fails again since 0.169.0 (exec/b)
                 exec/a       holds 0.45.0–0.117.0, known failure 0.118.0–0.169.0
                 exec/b       fails 0.45.0, holds 0.117.0–0.118.0, fails 0.169.0
                 2 scenarios  holds 0.45.0–0.169.0
                 exec/e       not played 0.45.0, holds 0.117.0, does not apply 0.118.0–0.169.0
    replay     codex-conformance run --out outputs --only exec/resume/same-thread
    "
  `);
});

test('prints the history of a named matrix as JSON', async () => {
  const folder = matrixIn(HISTORY);
  const { stdout } = await explained(join(folder, 'outputs'), ID, '--json', '--matrix', 'matrix');
  const { history } = JSON.parse(stdout) as { history: { scenarios: readonly unknown[] } };
  expect({ ...history, scenarios: history.scenarios.slice(0, 1) }).toEqual({
    versions: ['0.45.0', '0.117.0', '0.118.0', '0.169.0'],
    findings: [
      {
        kind: 'broke',
        changes: [{ to: 'bad', after: '0.117.0', at: '0.118.0' }],
        now: 'bad',
        known: true,
        verdict: 'fail',
        scenarios: ['exec/a'],
      },
      {
        kind: 'flips',
        changes: [
          { to: 'good', after: '0.45.0', at: '0.117.0' },
          { to: 'bad', after: '0.118.0', at: '0.169.0' },
        ],
        now: 'bad',
        known: false,
        verdict: 'fail',
        scenarios: ['exec/b'],
      },
    ],
    scenarios: [
      {
        scenario: 'exec/a',
        runs: [
          { verdict: 'pass', from: '0.45.0', to: '0.117.0' },
          { verdict: 'known-failure', from: '0.118.0', to: '0.169.0' },
        ],
      },
    ],
  });
});

test('shows checks that never failed or are missing', async () => {
  const matrices = [
    matrixOf({ '0.98.0': { 'exec/a': {} } }),
    matrixOf({ '0.98.0': { 'exec/a': { verdict: 'not-applicable' } } }),
    { ...HISTORY, cells: [], findings: [] },
  ];
  const said = await Promise.all(matrices.map((matrix) => explained(matrixIn(matrix), ID)));
  expect(said.map(({ stdout }) => /^history.*\n(?: .*\n)*/m.exec(stdout)?.[0])).toMatchInlineSnapshot(`
    [
      "history    1 version, 0.98.0
               no change: it holds in every version that judged it
                 exec/a  holds 0.98.0
    ",
      "history    1 version, 0.98.0
               no version judged it
                 exec/a  does not apply 0.98.0
    ",
      "history    not in the matrix
    ",
    ]
  `);
});

test('reads a matrix in which a check no longer applies', async () => {
  const gone = { verdict: 'not-applicable' } as const;
  const matrix = matrixOf({ '0.98.0': { 'exec/a': {} }, '0.99.0': { 'exec/a': FAIL }, '0.100.0': { 'exec/a': gone } });
  expect(matrix.findings.map(({ now }) => now)).toEqual(['not-applicable']);
  const { code, stdout } = await explained(matrixIn(matrix), ID);
  expect([code, /^history.*\n(?: .*\n)*/m.exec(stdout)?.[0]]).toMatchInlineSnapshot(`
    [
      0,
      "history    3 versions, 0.98.0–0.100.0
               broke: holds up to 0.98.0, fails since 0.99.0, no longer applies (exec/a)
                 exec/a  holds 0.98.0, fails 0.99.0, does not apply 0.100.0
    ",
    ]
  `);
});

test('ignores new fields of a matrix and escapes its text', async () => {
  const hostile = 'exec/\u001b[2J\u202e';
  const results = [check({ id: ID, scenario: hostile, ...FAIL })];
  const scenarios = [{ ...SCENARIOS[0]!, name: hostile }];
  const { cells, ...matrix } = buildMatrix([versionResults('0.98.0', results)], { ...FACTS, scenarios });
  const later = { ...matrix, new_in_a_later_version: true, cells: cells.map((row) => ({ ...row, note: 'more' })) };
  const { code, stdout } = await explained(matrixIn(later), ID);
  expect(code).toBe(0);
  expect(stdout).toContain(String.raw`always: fails in every version (exec/\u001b[2J\u202e)`);
  expect(stdout).toMatch(/^(?:\n|[^\p{C}])*$/u);
});

test('rejects an invalid matrix and names the field', async () => {
  const [cell] = HISTORY.cells;
  const refusals = await Promise.all(
    [
      '{',
      '[]',
      { ...HISTORY, schema_version: 2 },
      { ...HISTORY, findings: undefined },
      { ...HISTORY, cells: [{ ...cell, verdicts: 'pp' }] },
      { ...HISTORY, cells: [{ ...cell, verdicts: 'ppxp' }] },
    ].map(async (content) => {
      const folder = matrixIn(content);
      const { code, stderr } = await explained(folder, ID);
      return `${code} ${stderr.replaceAll(folder, '<cwd>')}`;
    }),
  );
  expect(refusals).toMatchInlineSnapshot(`
    [
      "2 error: <cwd>/outputs/matrix/matrix.json: cannot read the matrix: Expected property name or '}' in JSON at position 1 (line 1 column 2)
    hint: Make the matrix again, or name the folder of another one with --matrix DIR.
    ",
      "2 error: <cwd>/outputs/matrix/matrix.json: the file: expected an object, found an empty list
    hint: Make the matrix again, or name the folder of another one with --matrix DIR.
    ",
      "2 error: <cwd>/outputs/matrix/matrix.json: schema_version: this version of the suite reads 1, found 2
    hint: Make the matrix again, or name the folder of another one with --matrix DIR.
    ",
      "2 error: <cwd>/outputs/matrix/matrix.json: findings: expected a list, found nothing
    hint: Make the matrix again, or name the folder of another one with --matrix DIR.
    ",
      "2 error: <cwd>/outputs/matrix/matrix.json: cells[0].verdicts: expected a letter for each of the 4 versions, found "pp"
    hint: Make the matrix again, or name the folder of another one with --matrix DIR.
    ",
      "2 error: <cwd>/outputs/matrix/matrix.json: cells[0].verdicts: expected letters, each one of fuhkpn-, found "ppxp"
    hint: Make the matrix again, or name the folder of another one with --matrix DIR.
    ",
    ]
  `);
});

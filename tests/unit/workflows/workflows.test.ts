import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SUITE_ROOT } from '../../../helpers/util/suite-root.ts';
import { problemsOf, variablesOf } from './lint.ts';

const MATRIX = '.github/workflows/conformance-matrix.yml';

function read(path: string): string {
  return readFileSync(join(SUITE_ROOT, path), 'utf8');
}

test('the workflows are valid, and their commands are those of this project', () => {
  const files = globSync('.github/workflows/*', { cwd: SUITE_ROOT }).toSorted();
  expect(files.map((file) => [file, problemsOf(read(file))])).toEqual([
    ['.github/workflows/ci.yml', []],
    [MATRIX, []],
  ]);
});

test('the documentation explains each variable of the suite that they set', () => {
  const docs = ['README.md', 'docs/matrix.md'].map(read).join('\n');
  const variables = variablesOf(read(MATRIX)).filter((name) => name.startsWith('CODEX_'));
  expect(variables).toEqual(['CODEX_CONFORMANCE_CACHE_LIMIT_GB']);
  expect(variables.filter((name) => !docs.includes(name))).toEqual([]);
});

test.for([
  ['needs: sweep', 'needs: sweeep', 'merge: needs sweeep, which is no job'],
  ['inputs.codex', 'inputs.codecs', 'sweep: inputs.codecs is not defined'],
  ['name: shard-${{ matrix.shard }}', 'name: shard-${{ matrix.part }}', 'sweep: matrix.part is not defined'],
  ['strategy.job-total }}\n    runs-on', 'strategy.total }}\n    runs-on', 'sweep: strategy.total is not defined'],
  ['upload-artifact@v4', 'upload-artifact@main', 'sweep: actions/upload-artifact@main is no action of a major version'],
  ['run: npm ci', 'run: yarn install', 'sweep: yarn is not known'],
  ['npm run codex-conformance', 'npm run conformances', 'sweep: there is no script conformances'],
  ['-- matrix', 'matrix', 'sweep: npm takes the options of a script only after --'],
  ['--shard "$SHARD"', '--share "$SHARD"', 'sweep: unknown option --share of matrix'],
  ['--shard "$SHARD"', '--shard "$PART"', 'sweep: $PART is not set'],
  [
    'timeout-minutes: 120',
    'timeout: 120',
    'jobs.sweep.timeout-minutes: Invalid input: expected number, received undefined',
  ],
  [
    '17 4 * * 1',
    'on Mondays',
    'on.schedule.0.cron: Invalid string: must match pattern /^(?:[\\d*,/-]+ ){4}[\\d*,/-]+$/',
  ],
])('a workflow with %j turned into %j is found wrong', ([good, bad, problem]) => {
  const text = read(MATRIX);
  expect(text).toContain(good);
  expect(problemsOf(text.replace(good!, () => bad!))).toContain(problem);
});

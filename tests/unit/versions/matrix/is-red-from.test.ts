import { expect, test } from 'vitest';
import type { Matrix } from '../../../../helpers/versions/matrix/format.ts';
import { isRedFrom } from '../../../../helpers/versions/matrix/is-red-from.ts';

/** Whether a row of a check is red from each level on. */
function redFrom(level: Matrix['checks'][number]['level'], verdicts: string): readonly boolean[] {
  const matrix = {
    checks: [{ id: 'a/b', level } as Matrix['checks'][number]],
    cells: [{ check: 'a/b', scenario: 'exec/one', verdicts }],
  };
  return (['must', 'should', 'may'] as const).map((from) => isRedFrom(from, matrix));
}

test('a failure is red from the level of its clause on', () => {
  expect([redFrom('must', 'pf'), redFrom('should', 'fp'), redFrom('may', 'f')]).toEqual([
    [true, true, true],
    [false, true, true],
    [false, false, true],
  ]);
});

test.for(['u', 'h'])('the letter %s is red at each level', (letter) => {
  expect(redFrom('may', letter)).toEqual([true, true, true]);
});

test('passes, known failures and rows that do not apply are not red', () => {
  expect(redFrom('must', 'pkn-')).toEqual([false, false, false]);
});

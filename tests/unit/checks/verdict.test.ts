import { expect, test } from 'vitest';
import { isRed } from '../../../helpers/checks/verdict.ts';
import { LEVELS, VERDICTS } from '../../../helpers/checks/levels.ts';

test('a failure is red unless the clause is a may; what could not be judged is red; the rest is not', () => {
  const red = VERDICTS.flatMap((verdict) =>
    LEVELS.filter((level) => isRed({ verdict, level })).map((level) => `${verdict} of a ${level}`),
  );
  expect(red).toEqual([
    'fail of a must',
    'fail of a should',
    'untestable of a must',
    'untestable of a should',
    'untestable of a may',
    'harness-error of a must',
    'harness-error of a should',
    'harness-error of a may',
  ]);
});

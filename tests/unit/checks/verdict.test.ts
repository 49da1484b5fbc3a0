import { expect, test } from 'vitest';
import { isRed } from '../../../helpers/checks/verdict.ts';
import { LEVELS, VERDICTS } from '../../../helpers/checks/levels.ts';

test('failures are red, except of a may clause', () => {
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

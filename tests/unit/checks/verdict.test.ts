import { expect, test } from 'vitest';
import { isRed, withFailOn } from '../../../helpers/checks/verdict.ts';
import { LEVELS, VERDICTS } from '../../../helpers/checks/levels.ts';
import { check } from '../reporters/run-fixture.ts';

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

test('failures are red from the level of the run on', () => {
  const red = LEVELS.map((failOn) =>
    LEVELS.filter((level) => isRed(withFailOn(check({ verdict: 'fail', level }), failOn))),
  );
  expect(red).toEqual([['must'], ['must', 'should'], ['must', 'should', 'may']]);
});

test('no level excuses what is not a failure', () => {
  const others = VERDICTS.filter((verdict) => verdict !== 'fail');
  const changed = others.filter(
    (verdict) => withFailOn(check({ verdict, level: 'may' }), 'must').fail_on !== undefined,
  );
  expect(changed).toEqual([]);
});

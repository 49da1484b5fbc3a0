import { expect, test } from 'vitest';
import { timeLeft } from '../../../../helpers/cli/matrix/time-left.ts';

test('expects the mean time of the finished versions', () => {
  expect([
    timeLeft([], 4, 0),
    timeLeft([1000, 3000], 3, 500),
    timeLeft([1000], 1, 9000),
    timeLeft([1000], 0, 0),
  ]).toEqual([null, 5500, 0, 0]);
});

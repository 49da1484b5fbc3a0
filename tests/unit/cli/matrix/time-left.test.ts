import { expect, test } from 'vitest';
import { timeLeft } from '../../../../helpers/cli/matrix/time-left.ts';

test('each version that is left is expected to take as long as those before, less what the one under way has taken', () => {
  expect([
    timeLeft([], 4, 0),
    timeLeft([1000, 3000], 3, 500),
    timeLeft([1000], 1, 9000),
    timeLeft([1000], 0, 0),
  ]).toEqual([null, 5500, 0, 0]);
});

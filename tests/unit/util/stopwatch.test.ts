import { expect, test } from 'vitest';
import { startStopwatch } from '../../../helpers/util/stopwatch.ts';

test('milliseconds never decrease and have three decimals', () => {
  const elapsed = startStopwatch();
  const times = Array.from({ length: 1000 }, elapsed);
  expect(times.filter((time, i) => time < (times[i - 1] ?? 0))).toEqual([]);
  expect(times.filter((time) => !/^\d+(?:\.\d{1,3})?$/.test(String(time)))).toEqual([]);
});

import { expect, test } from 'vitest';
import { startStopwatch } from '../../../helpers/util/stopwatch.ts';

test('gives milliseconds that never fall, with three decimals at most', () => {
  const elapsed = startStopwatch();
  const times = Array.from({ length: 1000 }, elapsed);
  expect(times.filter((time, i) => time < (times[i - 1] ?? 0))).toEqual([]);
  expect(times.filter((time) => !/^\d+(?:\.\d{1,3})?$/.test(String(time)))).toEqual([]);
});

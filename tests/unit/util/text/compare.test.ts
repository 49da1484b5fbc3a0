import { expect, test } from 'vitest';
import { compare } from '../../../../helpers/util/text/compare.ts';

test('orders texts by code unit, in any locale', () => {
  expect(['ä', 'b', 'B', 'a', '10', '9'].toSorted(compare)).toEqual(['10', '9', 'B', 'a', 'b', 'ä']);
  expect(compare('a', 'a')).toBe(0);
});

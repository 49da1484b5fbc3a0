import { expect, test } from 'vitest';
import { excerpt, excerptPair } from '../../../helpers/judge-stream/excerpt.ts';

const LONG = 'a'.repeat(400);

test('a short text is kept, a long one is cut, but not inside a character', () => {
  expect([excerpt('ab\uD800'), excerpt(LONG), excerpt(`${LONG}b`), excerpt(`${LONG.slice(1)}😀b`)]).toEqual([
    'ab\uD800',
    LONG,
    `${LONG} … (401 characters in all)`,
    `${LONG.slice(1)} … (402 characters in all)`,
  ]);
});

test('two long texts are cut around the place where they differ', () => {
  const shared = 'a'.repeat(40);
  expect(excerptPair(`${LONG}b${LONG}`, `${LONG}c`)).toEqual([
    `… ${shared}b${'a'.repeat(359)} … (801 characters in all)`,
    `… ${shared}c (401 characters in all)`,
  ]);
  expect([excerptPair('ab', 'ac'), excerptPair(`b${LONG}`, 'c')]).toEqual([
    ['ab', 'ac'],
    [`b${LONG.slice(1)} … (401 characters in all)`, 'c'],
  ]);
});

import { expect, test } from 'vitest';
import { excerpt, excerptPair, quoteExcerpt, quotePair } from '../../../../helpers/util/text/excerpt.ts';

const LONG = 'a'.repeat(400);

test('cuts a long text, but not inside a character', () => {
  expect([excerpt('ab\uD800'), excerpt(LONG), excerpt(`${LONG}b`), excerpt(`${LONG.slice(1)}😀b`)]).toEqual([
    'ab\uD800',
    LONG,
    `${LONG} … (401 characters in all)`,
    `${LONG.slice(1)} … (402 characters in all)`,
  ]);
});

test('cuts two long texts around their first difference', () => {
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

test('quotes a cut text with its length', () => {
  expect(quoteExcerpt('abcdefghij', 4)).toBe('"abcd" … (10 characters in all)');
});

test('quotes two long texts around their first difference', () => {
  const shared = 'x'.repeat(1000);
  expect(quotePair(`${shared}left${shared}`, `${shared}right`, 60)).toEqual([
    `… "${'x'.repeat(40)}left${'x'.repeat(16)}" … (2004 characters in all)`,
    `… "${'x'.repeat(40)}right" (1005 characters in all)`,
  ]);
});

test('quotes texts that differ early from their start', () => {
  expect(quotePair('left', `right${'x'.repeat(100)}`, 60)).toEqual([
    '"left"',
    `"right${'x'.repeat(55)}" … (105 characters in all)`,
  ]);
});

test('quotes two short texts whole', () => {
  expect(quotePair('42', '43\n')).toEqual(['"42"', String.raw`"43\n"`]);
});

import { expect, test } from 'vitest';
import { quoteExcerpt, quotePair } from '../../../../helpers/formats/terminal/excerpt.ts';

test('a short text is shown whole', () => {
  expect(quoteExcerpt('STORED')).toBe('"STORED"');
});

test('a long text is cut, with its length', () => {
  expect(quoteExcerpt('abcdefghij', 4)).toBe('"abcd" … (10 characters in all)');
});

test('a character of two code units is not cut in half', () => {
  expect(quoteExcerpt('abc😀def', 4)).toBe('"abc" … (8 characters in all)');
});

test('two long texts are cut around the place where they differ', () => {
  const shared = 'x'.repeat(1000);
  expect(quotePair(`${shared}left${shared}`, `${shared}right`, 60)).toEqual([
    `… "${'x'.repeat(40)}left${'x'.repeat(16)}" … (2004 characters in all)`,
    `… "${'x'.repeat(40)}right" (1005 characters in all)`,
  ]);
});

test('two long texts that differ early are shown from their start', () => {
  expect(quotePair('left', `right${'x'.repeat(100)}`, 60)).toEqual([
    '"left"',
    `"right${'x'.repeat(55)}" … (105 characters in all)`,
  ]);
});

test('two short texts are shown whole', () => {
  expect(quotePair('42', '43\n')).toEqual(['"42"', String.raw`"43\n"`]);
});

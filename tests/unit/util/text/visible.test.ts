import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeVisible } from '../../../../helpers/util/text/visible.ts';

test('escapes invisible and control characters', () => {
  const acting = '\u0000\u001b\u007f\u009b\u200b\u202e\u2066\u2028\ufeff\u00a0\ud800\ufffe';
  expect(makeVisible(acting)).toMatchInlineSnapshot(
    `"\\u0000\\u001b\\u007f\\u009b\\u200b\\u202e\\u2066\\u2028\\ufeff\\u00a0\\ud800\\ufffe"`,
  );
});

test('keeps ordinary text of any language', () => {
  const text = 'naïve – “quotes” 漢字 שלום 😀 a\\b';
  expect(makeVisible(text)).toBe(text);
});

test('escapes both code units of a surrogate pair', () => {
  expect(makeVisible('\u{e0041}')).toBe(String.raw`\udb40\udc41`);
});

test('keeps the characters of the second argument', () => {
  expect(makeVisible('a\nb\tc', '\n')).toBe('a\nb\\u0009c');
});

test('keeps the meaning of a JSON string', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (units) => {
      const text = String.fromCharCode(...units);
      const visible = makeVisible(JSON.stringify(text));
      expect(JSON.parse(visible)).toBe(text);
      expect(visible).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*$/u);
    }),
  );
});

import { expect, test } from 'vitest';
import { cellSpan, codeSpan, plainText, table } from '../../../../helpers/util/text/markdown.ts';

test('a fence is longer than any run of backquotes', () => {
  expect(['a', '', ' a', 'a ', 'a`b', '``', '`a``'].map(codeSpan)).toEqual([
    '`a`',
    '`  `',
    '`  a `',
    '` a  `',
    '``a`b``',
    '``` `` ```',
    '``` `a`` ```',
  ]);
});

test('makes line breaks and hidden characters visible', () => {
  expect(codeSpan('a\n\n# b\u001B[2J\u202E')).toBe(String.raw`${'`'}a\u000a\u000a# b\u001b[2J\u202e${'`'}`);
});

test('escapes markup in plain text', () => {
  expect(plainText('a_b _c_ *d* [e](f) `g` <h> | \\ i\u202E')).toBe(
    String.raw`a_b \_c\_ \*d\* \[e\](f) \`g\` \<h> \| \\ i\\u202e`,
  );
});

test('escapes links, entities and mentions in plain text', () => {
  expect(plainText('https://a.example www.a.example &#60; &amp; a & b @somebody b@c.example #1')).toBe(
    String.raw`https\://a.example www\.a.example \&#60; \&amp; a & b \\u0040somebody b\\u0040c.example #1`,
  );
});

test('escapes bars in a cell', () => {
  expect(['a|b', String.raw`a\|b`, '`|'].map(cellSpan)).toEqual([
    String.raw`${'`'}a\u007cb${'`'}`,
    String.raw`${'`'}a\\u007cb${'`'}`,
    String.raw`${'``'} ${'`'}\u007c ${'``'}`,
  ]);
});

test('a table aligns columns of numbers to the right', () => {
  expect(
    table(
      ['name', 'count'],
      [
        ['a', '1'],
        ['2', '30'],
      ],
    ),
  ).toBe('| name | count |\n| --- | --: |\n| a | 1 |\n| 2 | 30 |');
  expect(table(['count'], [])).toBe('| count |\n| --- |');
});

import { expect, test } from 'vitest';
import { cellSpan, codeSpan, plainText, table } from '../../../../helpers/util/text/markdown.ts';

test('text is fenced by more backquotes than it has in a row', () => {
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

test('text stays in its line, and hides nothing', () => {
  expect(codeSpan('a\n\n# b\u001B[2J\u202E')).toBe(String.raw`${'`'}a\u000a\u000a# b\u001b[2J\u202e${'`'}`);
});

test('plain text is shown as it is written', () => {
  expect(plainText('a_b _c_ *d* [e](f) `g` <h> | \\ i\u202E')).toBe(
    String.raw`a_b \_c\_ \*d\* \[e\](f) \`g\` \<h> \| \\ i\\u202e`,
  );
});

test('plain text is no link, no entity and no mention of anybody', () => {
  expect(plainText('https://a.example www.a.example &#60; &amp; a & b @somebody b@c.example #1')).toBe(
    String.raw`https\://a.example www\.a.example \&#60; \&amp; a & b \\u0040somebody b\\u0040c.example #1`,
  );
});

test('a bar ends no cell, whatever is before it', () => {
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

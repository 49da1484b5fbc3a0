import { expect, test } from 'vitest';
import { codeSpan } from '../../../../helpers/reporters/text/markdown.ts';

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

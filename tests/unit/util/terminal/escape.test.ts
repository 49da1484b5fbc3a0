import { expect, test } from 'vitest';
import { escapeTerminal, quoteTerminal } from '../../../../helpers/util/terminal/escape.ts';

test('escapes characters that act on a terminal', () => {
  expect(escapeTerminal('\u001b]8;;http://x\u0007a\u009b2J\r\nb\t\u202ec\u0000')).toBe(
    String.raw`\u001b]8;;http://x\u0007a\u009b2J\r\nb\t\u202ec\u0000`,
  );
});

test('escapes quotes and backslashes inside quotes', () => {
  const texts = ['a"b', String.raw`\n`, '\n', '42', '42\u200b', '42 '];
  expect(texts.map(quoteTerminal)).toEqual([
    String.raw`"a\"b"`,
    String.raw`"\\n"`,
    String.raw`"\n"`,
    '"42"',
    String.raw`"42\u200b"`,
    '"42 "',
  ]);
});

import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createStyle, hasColor } from '../../../../helpers/util/terminal/style.ts';

test('a pipe has no colour', () => {
  expect(hasColor(new PassThrough())).toBe(false);
});

test('styles are escape sequences, or nothing', () => {
  const [on, off] = [createStyle(true), createStyle(false)];
  expect([on.green('a'), on.red('a'), on.yellow('a'), on.bold('a'), on.dim('a')].map((text) => JSON.stringify(text)))
    .toMatchInlineSnapshot(`
    [
      ""\\u001b[32ma\\u001b[39m"",
      ""\\u001b[31ma\\u001b[39m"",
      ""\\u001b[33ma\\u001b[39m"",
      ""\\u001b[1ma\\u001b[22m"",
      ""\\u001b[2ma\\u001b[22m"",
    ]
  `);
  expect([off.green('a'), off.bold('a')]).toEqual(['a', 'a']);
});

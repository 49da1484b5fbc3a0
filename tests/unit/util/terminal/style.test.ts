import { expect, test } from 'vitest';
import { createStyle, wantsColor, wantsLiveLines } from '../../../../helpers/util/terminal/style.ts';

test('colour follows NO_COLOR, then FORCE_COLOR, then the terminal', () => {
  const cases = [
    wantsColor({}, true),
    wantsColor({}, false),
    wantsColor({ TERM: 'dumb' }, true),
    wantsColor({ NO_COLOR: '1' }, true),
    wantsColor({ NO_COLOR: '' }, true),
    wantsColor({ FORCE_COLOR: '1' }, false),
    wantsColor({ FORCE_COLOR: '0' }, true),
    wantsColor({ FORCE_COLOR: 'false' }, true),
    wantsColor({ NO_COLOR: '1', FORCE_COLOR: '1' }, true),
  ];
  expect(cases).toEqual([true, false, false, false, true, true, false, false, false]);
});

test('lines are updated in place only on a terminal that can do it, and not in CI', () => {
  const cases = [
    wantsLiveLines({}, true),
    wantsLiveLines({}, false),
    wantsLiveLines({ TERM: 'dumb' }, true),
    wantsLiveLines({ CI: 'true' }, true),
    wantsLiveLines({ NO_COLOR: '1' }, true),
  ];
  expect(cases).toEqual([true, false, false, false, true]);
});

test('styles are escape sequences with colour and nothing without', () => {
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

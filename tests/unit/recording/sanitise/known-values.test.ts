import { expect, test } from 'vitest';
import { createSanitiser } from '../../../../helpers/recording/sanitise.ts';

test('a known secret is replaced in whatever way it is escaped', () => {
  const secret = 'p/a"s\\s é\nword';
  const { text } = createSanitiser({ paths: [], secrets: [secret] });
  const nested = JSON.stringify({ a: JSON.stringify({ b: secret }) });
  expect([secret, nested, encodeURIComponent(secret), nested.replaceAll('/', '\\u002F')].map(text)).toEqual([
    '<REDACTED>\n<REDACTED>',
    String.raw`{"a":"{\"b\":\"<REDACTED>\\n<REDACTED>\"}"}`,
    '<REDACTED>%0A<REDACTED>',
    String.raw`{"a":"{\"b\":\"<REDACTED>\\n<REDACTED>\"}"}`,
  ]);
});

test('the longest of several secrets is replaced, overlaps as one', () => {
  const { text } = createSanitiser({ paths: [], secrets: ['first', 'first-second', 'second-third'] });
  expect(['first', 'first-second', 'first-second-third', 'a first-sec'].map(text)).toEqual([
    '<REDACTED>',
    '<REDACTED>',
    '<REDACTED>',
    'a <REDACTED>-sec',
  ]);
});

test('a secret wins over a path that it is in, or that is in it', () => {
  const { text } = createSanitiser({
    paths: [{ path: '/home/me', placeholder: '<HOME>' }],
    secrets: ['me/token-file', '/home/me/all'],
  });
  expect(text('/home/me/x /home/me/token-file /home/me/all')).toBe('<HOME>/x <REDACTED> <REDACTED>');
});

test('replaces the whole escape before a secret', () => {
  const { text } = createSanitiser({ paths: [], secrets: ['nsecret-1', '41secret-2'] });
  expect([String.raw`C:\nsecret-1`, String.raw`{"a":"\u0041secret-2"}`].map(text)).toEqual([
    'C:<REDACTED>',
    '{"a":"<REDACTED>"}',
  ]);
});

test('keeps quotation marks and backslashes at a secret', () => {
  const { text } = createSanitiser({ paths: [], secrets: ['"secret value"', 'other\\'] });
  expect(text('{"a":"secret value","b":"other\\\\"}')).toBe('{"a":"<REDACTED>","b":"<REDACTED>\\\\"}');
});

test('a secret of digits does not match inside numbers', () => {
  const { text } = createSanitiser({ paths: [], secrets: ['12345678'] });
  expect(text('{"size":12345678,"list":[12345678],"pin":"12345678","text":"9123456780 12345678"}')).toBe(
    '{"size":12345678,"list":[12345678],"pin":"<REDACTED>","text":"9123456780 <REDACTED>"}',
  );
});

test('ignores empty secrets and parts of placeholders', () => {
  const { text } = createSanitiser({
    paths: [{ path: '/x', placeholder: '<HOME>' }],
    secrets: ['', ' ', 'REDACTED', 'HOME'],
  });
  expect(text('REDACTED HOME /x')).toBe('REDACTED HOME <HOME>');
});

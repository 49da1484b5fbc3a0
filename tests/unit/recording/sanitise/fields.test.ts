import { expect, test } from 'vitest';
import { createSanitiser } from '../../../../helpers/recording/sanitise.ts';
import { secretInField, secretInHeader } from '../../../../helpers/recording/sanitise/fields.ts';

const { text, json } = createSanitiser({ paths: [], secrets: [] });

test('the name of a field decides whether it is secret', () => {
  const fields = [
    ['api_key', 'v'],
    ['x-api-key', 'two words'],
    ['accessToken', 'v'],
    ['OPENAI_API_KEY', 'v'],
    ['api_key', 'xxxx'],
    ['client_secret', ' '],
    ['refresh_token', 'null'],
    ['authorization', 'Bearer x'],
    ['Authorization', 'opaque-value'],
    ['authorization', 'see the manual'],
    ['cookie', 'a=b'],
    ['cookie', 'chocolate'],
    ['password', 'hunter2x'],
    ['password', 'the one you chose'],
    ['token', 'short'],
    ['nextPageToken', 'abcdefghij'],
    ['max_tokens', 'abcdefghij'],
    ['env_key', 'OPENAI_API_KEY'],
  ] as const;
  expect(fields.map(([name, value]) => `${name}: ${value} -> ${secretInField(name, value)}`)).toMatchInlineSnapshot(`
    [
      "api_key: v -> 0",
      "x-api-key: two words -> 0",
      "accessToken: v -> 0",
      "OPENAI_API_KEY: v -> 0",
      "api_key: xxxx -> null",
      "client_secret:   -> null",
      "refresh_token: null -> null",
      "authorization: Bearer x -> 7",
      "Authorization: opaque-value -> 0",
      "authorization: see the manual -> null",
      "cookie: a=b -> 0",
      "cookie: chocolate -> null",
      "password: hunter2x -> 0",
      "password: the one you chose -> null",
      "token: short -> null",
      "nextPageToken: abcdefghij -> null",
      "max_tokens: abcdefghij -> null",
      "env_key: OPENAI_API_KEY -> null",
    ]
  `);
});

test('the name of a header is enough', () => {
  const headers = [
    ['authorization', 'Bearer x'],
    ['Proxy-Authorization', 'Digest username="x", realm="y"'],
    ['authorization', 'in whatever form'],
    ['Cookie', 'chocolate'],
    ['set-cookie', 'a=b'],
    ['x-api-key', 'x'],
    ['X-Auth-Token', 'x'],
    ['authorization', ''],
    ['content-type', 'application/json'],
    ['x-codex-turn-metadata', 'x'],
  ] as const;
  expect(headers.map(([name, value]) => `${name}: ${value} -> ${secretInHeader(name, value)}`)).toMatchInlineSnapshot(`
    [
      "authorization: Bearer x -> 7",
      "Proxy-Authorization: Digest username="x", realm="y" -> 7",
      "authorization: in whatever form -> 0",
      "Cookie: chocolate -> 0",
      "set-cookie: a=b -> 0",
      "x-api-key: x -> 0",
      "X-Auth-Token: x -> 0",
      "authorization:  -> null",
      "content-type: application/json -> null",
      "x-codex-turn-metadata: x -> null",
    ]
  `);
});

test('a whole value is replaced, with the quotation marks in it', () => {
  const value = { id_token: 'a "quoted" \\ value\nof two lines', n: 1 };
  expect(
    [JSON.stringify(value), JSON.stringify({ a: JSON.stringify(value) }), JSON.stringify(value, null, 2)].map(text),
  ).toEqual([
    '{"id_token":"<REDACTED>","n":1}',
    String.raw`{"a":"{\"id_token\":\"<REDACTED>\",\"n\":1}"}`,
    '{\n  "id_token": "<REDACTED>",\n  "n": 1\n}',
  ]);
});

test('keeps backslashes at the end of a value', () => {
  const value = { api_key: 'abc\\\\' };
  expect(text(JSON.stringify(value))).toBe(JSON.stringify(json(value)));
  expect(json(value)).toEqual({ api_key: '<REDACTED>\\\\' });
});

test('a value that is no string stays, so that JSON stays JSON', () => {
  const values = '{"api_key":null,"access_token":12,"private_key":{"a":[true]},"id_token":["x"]}';
  expect(text(values)).toBe(values);
});

test('truncated JSON does not affect the JSON around it', () => {
  const cuts = [
    JSON.stringify({ a: '{"api_key":"abc', b: 'c' }),
    JSON.stringify({ a: '{"api_key":"abc\\', b: 'c' }),
    JSON.stringify({ a: '{"api_key":', b: 'c' }),
    JSON.stringify({ a: 'X_TOKEN=', b: 'c' }),
    JSON.stringify({ a: '{"k":"{\\"refresh_token\\":\\', b: 'c' }),
    JSON.stringify({ a: 'Cookie: a=b\u001B[3', b: 'c' }),
    JSON.stringify(['api_key:', '}', 'authorization:', 'abcdefgh1']),
  ];
  expect(cuts.map(text)).toMatchInlineSnapshot(`
    [
      "{"a":"{\\"api_key\\":\\"<REDACTED>","b":"c"}",
      "{"a":"{\\"api_key\\":\\"<REDACTED>\\\\","b":"c"}",
      "{"a":"{\\"api_key\\":","b":"c"}",
      "{"a":"X_TOKEN=","b":"c"}",
      "{"a":"{\\"k\\":\\"{\\\\\\"refresh_token\\\\\\":\\\\","b":"c"}",
      "{"a":"Cookie: <REDACTED>","b":"c"}",
      "["api_key:","}","authorization:","abcdefgh1"]",
    ]
  `);
});

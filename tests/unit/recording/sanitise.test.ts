import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSanitiser } from '../../../helpers/recording/sanitise.ts';
import { SECRET_CONTEXTS } from '../../../helpers/recording/sanitise/secret-contexts.ts';
import { GITLEAKS_SHAPES, MORE_SHAPES } from '../../../helpers/recording/sanitise/secret-shapes.ts';
import { anyUnicode } from '../util/any-unicode.ts';
import { matching } from './sanitise/matching.ts';
import { CONTEXTS, SHAPES } from './sanitise/secret-kinds.ts';

const KNOWN = {
  paths: [
    { path: '/root/work dir', placeholder: '<WORKSPACE_ROOT>' },
    { path: '/root', placeholder: '<HOME>' },
    { path: '/tmp/world/tmp', placeholder: '<TMPDIR>' },
  ],
  secrets: ['kn0wn-s3cret', 'with "quotes" and \\ in it', 'two\nlines'],
};
const sanitiser = createSanitiser(KNOWN);

/** Ways in which a text can be written within another. */
const WRAPPINGS = [
  (text: string) => `before ${text} after`,
  (text: string) => JSON.stringify({ type: 'item', text: `line\n${text}\n"quoted"` }),
  (text: string) => JSON.stringify({ a: JSON.stringify([JSON.stringify({ b: `\t${text}` })]) }),
  (text: string) => `https://example.com/search?q=${encodeURIComponent(text)}&page=2`,
  (text: string) => `\u001B[31m${text}\u001B[0m`,
];
const wrapping = fc.constantFrom(...WRAPPINGS);

/** Pieces of which texts are made that are hard to take apart. */
const snag = fc.constantFrom(
  '"',
  "'",
  '\\',
  '\\\\',
  '\n',
  '\\n',
  '%2F',
  '%5C',
  '%22',
  '%',
  '/',
  ':',
  '=',
  ' ',
  ',',
  '{',
  '}',
  '<',
  '>',
  '.',
  '-',
  'a',
  'é',
  '😀',
  '/root',
  '/root/',
  '/root/work dir',
  '/tmp/world/tmp',
  'kn0wn-s3cret',
  'two\nlines',
  '<HOME>',
  '<REDACTED>',
  'api_key',
  '"api_key":',
  '"password":"',
  'token',
  'Cookie: a=b',
  'OPENAI_API_KEY=',
  'Bearer ',
  '://u:p@',
  '\u001B[3m',
  '\\u005c',
  '-----BEGIN PRIVATE KEY-----',
  'ABCDEFGHIJKLMNOPQRST\n',
  `ghp_${'a1'.repeat(18)}`,
  `sk-${'b2'.repeat(24)}`,
  'item_0',
);
const snags = fc.array(snag, { maxLength: 10 }).map((parts) => parts.join(''));
const tangle = fc.oneof(
  snags,
  snags.map((text) => JSON.stringify({ api_key: text })),
  fc
    .tuple(snags, fc.nat(60))
    .map(([text, length]) => JSON.stringify({ text: JSON.stringify([text]) }).slice(0, length)),
  anyUnicode,
);

test.for([...SHAPES, ...CONTEXTS])('replaces $name wherever it stands', ({ secret, before = '', after = '' }) => {
  fc.assert(
    fc.property(secret, wrapping, (value, wrap) => {
      const expected = wrap(`${before}<REDACTED>${after}`).replace('%3CREDACTED%3E', '<REDACTED>');
      expect(sanitiser.text(wrap(`${before}${value}${after}`))).toBe(expected);
    }),
    { numRuns: 40 },
  );
});

test('each pattern has a kind of secret in these tests', () => {
  const kinds = new Set(CONTEXTS.map(({ name }) => name));
  const names = SECRET_CONTEXTS.flatMap(({ patterns }) => patterns.map(({ name }) => name));
  expect(names.filter((name) => !kinds.has(name))).toEqual([]);
});

/** Shapes from which fast-check makes values: it has none for lookarounds and boundaries of words. */
const MAKEABLE = Object.entries({ ...GITLEAKS_SHAPES, ...MORE_SHAPES }).filter(
  ([, shape]) => !/\(\?[<=!]|\\b/.test(shape),
);

test.for(MAKEABLE)('replaces each value of the shape %s', ([, shape]) => {
  const value = matching(new RegExp(`^(?:${shape})$`));
  fc.assert(
    fc.property(value, (secret) => {
      expect(sanitiser.text(`a ${secret} b`)).toBe('a <REDACTED> b');
    }),
    { numRuns: 20 },
  );
});

test('each own pattern finds what gitleaks rules miss', () => {
  const gitleaks = new RegExp(`^(?:${Object.values(GITLEAKS_SHAPES).join('|')})$`);
  const covered = MAKEABLE.filter(
    ([name, shape]) =>
      name in MORE_SHAPES &&
      fc.sample(matching(new RegExp(`^(?:${shape})$`)), 50).every((value) => gitleaks.test(value)),
  );
  expect(covered).toEqual([]);
});

test('replaces a secret of which any letter is escaped', () => {
  const key = `sk-proj-${'a1B2'.repeat(6)}`;
  for (let at = 0; at < key.length; at++) {
    const code = key.charCodeAt(at).toString(16);
    const escapes = [`\\u00${code}`, `\\\\u00${code.toUpperCase()}`, `%${code}`, `%25${code}`, `\\u0025${code}`];
    for (const escape of escapes) {
      expect(sanitiser.text(`{"a":"${key.slice(0, at)}${escape}${key.slice(at + 1)}"}`)).toBe('{"a":"<REDACTED>"}');
    }
  }
});

test('leaves ids, hashes, names and ordinary text as they are', () => {
  const id = fc.oneof(
    fc.uuid({ version: [4, 7] }),
    hex(40),
    hex(64),
    fc.tuple(fc.constantFrom('msg', 'fc', 'rs', 'resp', 'item', 'ctc'), hex(50)).map((parts) => parts.join('_')),
    matching(/^call_[A-Za-z0-9]{24}$/),
    fc.nat().map((count) => `item_${count}`),
    matching(/^REF-[0-9A-Z]{12}$/),
    fc.constantFrom('gpt-5.2-codex', 'gpt-6.1-sol', 'gpt-5-codex-mini', 'o3'),
    fc.uint8Array({ minLength: 20, maxLength: 90 }).map((bytes) => Buffer.from(bytes).toString('base64')),
    fc.string({ unit: 'grapheme' }).filter((text) => !/[=:]/.test(text)),
  );
  fc.assert(
    fc.property(id, wrapping, (value, wrap) => {
      expect(sanitiser.text(wrap(`x "sha256": ${value} x`))).toBe(wrap(`x "sha256": ${value} x`));
    }),
  );
});

test('sanitising twice is sanitising once', () => {
  fc.assert(
    fc.property(tangle, (text) => {
      const once = sanitiser.text(text);
      expect(sanitiser.text(once)).toBe(once);
    }),
    { numRuns: 400 },
  );
});

test('JSON stays JSON, with each string sanitised', () => {
  fc.assert(
    fc.property(tangle, tangle, (text, other) => {
      const value = { text, parts: [other, 1, true, null] };
      const replaced: unknown = JSON.parse(sanitiser.text(JSON.stringify(value)));
      expect(replaced).toEqual({ text: sanitiser.text(text), parts: [sanitiser.text(other), 1, true, null] });
      expect(sanitiser.json(value)).toEqual(replaced);
    }),
    { numRuns: 400 },
  );
});

test('JSON Lines keep their lines', () => {
  fc.assert(
    fc.property(fc.array(tangle, { maxLength: 4 }), (texts) => {
      const lines = texts.map((text) => JSON.stringify({ text }));
      const replaced = sanitiser.text(lines.join('\n'));
      expect(replaced.split('\n').map((line) => (line === '' ? null : (JSON.parse(line) as unknown)))).toEqual(
        lines.length === 0 ? [null] : texts.map((text) => ({ text: sanitiser.text(text) })),
      );
    }),
  );
});

test('any text keeps its line breaks', () => {
  fc.assert(
    fc.property(tangle, (text) => {
      expect(lineBreaks(sanitiser.text(text))).toEqual(lineBreaks(text));
    }),
  );
});

test('sanitises again after a path was replaced', () => {
  expect(sanitiser.text('{"password":"see/root/work dir"}')).toBe('{"password":"see/root/work dir"}');
  const text = '{"password":"word&/root/work dir"}';
  expect(sanitiser.text(sanitiser.text(text))).toBe(sanitiser.text(text));
});

test('replaces more paths than a call can have arguments', () => {
  expect(sanitiser.text('/root '.repeat(200_000))).toBe('<HOME> '.repeat(200_000));
});

test('sanitises strings and field names of a JSON value', () => {
  const value = JSON.parse(
    '{"/root/a":["/root/b",{"__proto__":"/root/c"}],"api_key":"open sesame","n":[1,null,true]}',
  ) as object;
  expect(JSON.stringify(sanitiser.json(value))).toMatchInlineSnapshot(
    `"{"<HOME>/a":["<HOME>/b",{"__proto__":"<HOME>/c"}],"api_key":"<REDACTED>","n":[1,null,true]}"`,
  );
});

test('replaces each line of a private key, also if cut off', () => {
  const line = 'MIIEvQIB'.repeat(8);
  const whole = `-----BEGIN PRIVATE KEY-----\n${line}\n${line}\nMzEfYyji\n-----END PRIVATE KEY-----\nThat was it.`;
  const cut = `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n${line}\n${line.slice(0, 20)}\n(truncated)`;
  expect([whole, cut, JSON.stringify({ whole }), JSON.stringify({ cut })].map(sanitiser.text)).toMatchInlineSnapshot(`
    [
      "<REDACTED>
    <REDACTED>
    <REDACTED>
    <REDACTED>
    <REDACTED>
    That was it.",
      "<REDACTED>
    <REDACTED>

    <REDACTED>
    <REDACTED>
    (truncated)",
      "{"whole":"<REDACTED>\\n<REDACTED>\\n<REDACTED>\\n<REDACTED>\\n<REDACTED>\\nThat was it."}",
      "{"cut":"<REDACTED>\\n<REDACTED>\\n\\n<REDACTED>\\n<REDACTED>\\n(truncated)"}",
    ]
  `);
});

test('prose about secrets stays as it is', () => {
  const prose = [
    'the bearer of news, Bearer authentication, bearer of 2 gifts',
    'basic arithmetic, Basic authentication, basic education',
    'Cookie: a small cake. Authorization: see RFC 9110.',
    'The token: a small thing. The secret: none. The password: required.',
    '{"max_output_tokens":100,"progressToken":"abcdefgh-1","env_key":"OPENAI_API_KEY","token":"a word or two"}',
    'const apiKey: string = process.env.OPENAI_API_KEY; if (token === "function") next(token);',
    'permissions: id-token: write, password=$PASSWORD, TOKEN=${TOKEN}, "api_key":null',
    'http://localhost:8080/a@b git@github.com:openai/codex.git https://host/x?y=user:pass@z',
    'task-management-with-a-long-name sk-SK npm_config_registry hf_hub_download week_1234567890123456789012345',
  ];
  expect(prose.map(sanitiser.text)).toEqual(prose);
});

function hex(length: number): fc.Arbitrary<string> {
  return matching(new RegExp(`^[0-9a-f]{${length}}$`));
}

function lineBreaks(text: string): string[] {
  return text.match(/[\r\n]/g) ?? [];
}

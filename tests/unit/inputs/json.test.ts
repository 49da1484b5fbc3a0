import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { messageOf, SuiteError } from '../../../helpers/util/errors.ts';
import { parseJson } from '../../../helpers/inputs/json.ts';

function problemOf(text: string): string {
  try {
    return `none, it is ${JSON.stringify(parseJson(text, 'f.json'))}`;
  } catch (error) {
    return error instanceof SuiteError ? error.message : `not a SuiteError: ${messageOf(error)}`;
  }
}

test('gives the place and the cause of invalid JSON', () => {
  const texts = [
    '',
    '{"a": 1,\r\n  "b": \'x\'}',
    '{"a": 1,\n  // why\n  "b": 2}',
    '{"a": 1,}',
    '{a: 1}',
    '{"a" 1}',
    '{"a": }',
    '{"a": 1 "b": 2}',
    '[1, 2,]',
    '[1 2]',
    '[1',
    '{"a": [true, false, null, -0.5e+3, 1E5, "x"]} }',
    'undefined',
    '"abc',
    '"a\nb"',
    '"a\\x"',
    '[01]',
    '["😀", 😀]',
    '{"a": {"b": 1, "c": 2,\n "\\u0062": 3}}',
  ];
  expect(texts.map((text) => `${JSON.stringify(text)} -> ${problemOf(text)}`).join('\n')).toMatchInlineSnapshot(`
    """ -> f.json:1:1: not valid JSON: value expected, found the end of the file
    "{\\"a\\": 1,\\r\\n  \\"b\\": 'x'}" -> f.json:2:8: not valid JSON: invalid symbol, found "'x'"
    "{\\"a\\": 1,\\n  // why\\n  \\"b\\": 2}" -> f.json:2:3: not valid JSON: invalid comment token, found "// why"
    "{\\"a\\": 1,}" -> f.json:1:9: not valid JSON: property name expected, found "}"
    "{a: 1}" -> f.json:1:2: not valid JSON: invalid symbol, found "a"
    "{\\"a\\" 1}" -> f.json:1:6: not valid JSON: colon expected, found "1"
    "{\\"a\\": }" -> f.json:1:7: not valid JSON: value expected, found "}"
    "{\\"a\\": 1 \\"b\\": 2}" -> f.json:1:9: not valid JSON: comma expected, found "\\"b\\""
    "[1, 2,]" -> f.json:1:7: not valid JSON: value expected, found "]"
    "[1 2]" -> f.json:1:4: not valid JSON: comma expected, found "2"
    "[1" -> f.json:1:3: not valid JSON: close bracket expected, found the end of the file
    "{\\"a\\": [true, false, null, -0.5e+3, 1E5, \\"x\\"]} }" -> f.json:1:47: not valid JSON: end of file expected, found "}"
    "undefined" -> f.json:1:1: not valid JSON: invalid symbol, found "undefined"
    "\\"abc" -> f.json:1:1: not valid JSON: unexpected end of string, found "\\"abc"
    "\\"a\\nb\\"" -> f.json:1:1: not valid JSON: unexpected end of string, found "\\"a"
    "\\"a\\\\x\\"" -> f.json:1:1: not valid JSON: invalid escape character, found "\\"a\\\\x\\""
    "[01]" -> f.json:1:3: not valid JSON: comma expected, found "1"
    "[\\"😀\\", 😀]" -> f.json:1:8: not valid JSON: invalid symbol, found "😀"
    "{\\"a\\": {\\"b\\": 1, \\"c\\": 2,\\n \\"\\\\u0062\\": 3}}" -> f.json:2:2: not valid JSON: duplicate key "b""
  `);
});

test('refuses nesting that would exhaust the stack', () => {
  expect([problemOf('['.repeat(1_000_000)), problemOf(`${'['.repeat(100)}1${']'.repeat(100)}`).slice(0, 10)]).toEqual([
    'f.json:1:101: not valid JSON: more than 100 nested objects and lists',
    'none, it i',
  ]);
});

test('reads a long unterminated text', () => {
  expect(problemOf(`"${'a'.repeat(1_000_000)}`)).toBe(
    `f.json:1:1: not valid JSON: unexpected end of string, found "\\"${'a'.repeat(19)}…"`,
  );
});

const jsonLike = fc.oneof(
  fc.json(),
  fc.string({ unit: fc.constantFrom(...Array.from('{}[],:"\\ \n01-.eE+tnu/a\u0007\u007f\u2028')), maxLength: 12 }),
  fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom(...Array.from('{}[],:"\\ 0.')))
    .map(([text, at, put]) => text.slice(0, at % (text.length + 1)) + put + text.slice((at % (text.length + 1)) + 1)),
);

test('accepts what JSON.parse accepts but duplicate keys', () => {
  fc.assert(
    fc.property(jsonLike, (text) => {
      const problem = problemOf(text);
      if (problem.includes('duplicate key')) return;
      let expected: string | undefined;
      try {
        expected = `none, it is ${JSON.stringify(JSON.parse(text))}`;
      } catch {
        expected = undefined;
      }
      if (expected === undefined) expect(problem).toMatch(/^f\.json:\d+:\d+: not valid JSON: /);
      else expect(problem).toBe(expected);
    }),
    { numRuns: 2000 },
  );
});

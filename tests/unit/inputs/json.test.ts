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

test('says where a text stops being JSON, what it expected there and what it found', () => {
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
    """ -> f.json:1:1: not valid JSON: expected a value but found the end of the file
    "{\\"a\\": 1,\\r\\n  \\"b\\": 'x'}" -> f.json:2:8: not valid JSON: expected a value but found "'"
    "{\\"a\\": 1,\\n  // why\\n  \\"b\\": 2}" -> f.json:2:3: not valid JSON: expected a key in double quotes but found "/"
    "{\\"a\\": 1,}" -> f.json:1:9: not valid JSON: expected a key in double quotes but found "}"
    "{a: 1}" -> f.json:1:2: not valid JSON: expected a key in double quotes or "}" but found "a"
    "{\\"a\\" 1}" -> f.json:1:6: not valid JSON: expected ":" but found "1"
    "{\\"a\\": }" -> f.json:1:7: not valid JSON: expected a value but found "}"
    "{\\"a\\": 1 \\"b\\": 2}" -> f.json:1:9: not valid JSON: expected "," or "}" but found "\\""
    "[1, 2,]" -> f.json:1:7: not valid JSON: expected a value but found "]"
    "[1 2]" -> f.json:1:4: not valid JSON: expected "," or "]" but found "2"
    "[1" -> f.json:1:3: not valid JSON: expected "," or "]" but found the end of the file
    "{\\"a\\": [true, false, null, -0.5e+3, 1E5, \\"x\\"]} }" -> f.json:1:47: not valid JSON: expected the end of the file but found "}"
    "undefined" -> f.json:1:1: not valid JSON: expected a value but found "undefined"
    "\\"abc" -> f.json:1:5: not valid JSON: expected the closing quote of a text but found the end of the file
    "\\"a\\nb\\"" -> f.json:1:3: not valid JSON: expected the closing quote of a text but found "\\n"
    "\\"a\\\\x\\"" -> f.json:1:3: not valid JSON: a backslash that begins none of the escapes of JSON
    "[01]" -> f.json:1:3: not valid JSON: expected "," or "]" but found "1"
    "[\\"😀\\", 😀]" -> f.json:1:8: not valid JSON: expected a value but found "😀"
    "{\\"a\\": {\\"b\\": 1, \\"c\\": 2,\\n \\"\\\\u0062\\": 3}}" -> f.json:2:2: not valid JSON: the key "b" is there twice"
  `);
});

test('nesting that would exhaust the stack is a problem of the file', () => {
  expect([problemOf('['.repeat(1_000_000)), problemOf(`${'['.repeat(100)}1${']'.repeat(100)}`).slice(0, 10)]).toEqual([
    'f.json:1:102: not valid JSON: more than 100 objects and lists are nested',
    'none, it i',
  ]);
});

test('a long text is read in a moment', () => {
  expect(problemOf(`"${'a'.repeat(1_000_000)}`)).toBe(
    'f.json:1:1000002: not valid JSON: expected the closing quote of a text but found the end of the file',
  );
});

const jsonLike = fc.oneof(
  fc.json(),
  fc.string({ unit: fc.constantFrom(...Array.from('{}[],:"\\ \n01-.eE+tnu/a\u0007\u007f\u2028')), maxLength: 12 }),
  fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom(...Array.from('{}[],:"\\ 0.')))
    .map(([text, at, put]) => text.slice(0, at % (text.length + 1)) + put + text.slice((at % (text.length + 1)) + 1)),
);

test('takes what JSON.parse takes, unless a key is there twice', () => {
  fc.assert(
    fc.property(jsonLike, (text) => {
      const problem = problemOf(text);
      if (problem.endsWith('is there twice')) return;
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

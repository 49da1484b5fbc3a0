import { expect, test } from 'vitest';
import { keyText } from '../../../../helpers/versions/facts/fact-key.ts';
import { ownerOf } from '../../../../helpers/versions/facts/json-path.ts';
import { createShape } from '../../../../helpers/versions/facts/json-shape.ts';

const evidence = { scenario: 's', file: 'stdout.jsonl', line: 1 };

function factsOf(...values: readonly unknown[]): string[] {
  const shape = createShape();
  for (const value of values) shape.add(value, evidence);
  return shape.facts({ area: 'exec', subject: 'x' }).map(({ kind, key, value }) => `${kind} ${keyText(key)}: ${value}`);
}

test('lists all types of a field, and absent if optional', () => {
  expect(factsOf({ a: 1, b: { c: null } }, { a: null, b: { c: 'text', d: true } }, { b: null })).toEqual([
    'event exec x: seen',
    'field exec x .a: absent|null|number',
    'field exec x .b: null|object',
    'field exec x .b.c: null|string',
    'field exec x .b.d: absent|boolean',
  ]);
});

test('separates variants, and merges the elements of a list', () => {
  expect(factsOf({ items: [{ type: 'a', x: 1 }, { type: 'b' }, 3] })).toEqual([
    'event exec x: seen',
    'field exec x .items: array',
    'field exec x .items[]: number|object',
    'event exec x .items[]<a>: seen',
    'field exec x .items[]<a>.x: number',
    'event exec x .items[]<b>: seen',
  ]);
});

test('lists words of enumerated fields, not texts and ids', () => {
  expect(
    factsOf({ status: 'failed', text: 'failed', id: 'abc', decision: 'two words' }).filter((fact) =>
      fact.startsWith('word'),
    ),
  ).toEqual(['word exec x .status = failed: seen']);
});

test('replaces names that are data by *', () => {
  const states = { '01a203a3-b074-7ec1-a430-eb9482be42ed': { n: 1 }, '/a/b': { n: 2 } };
  expect(factsOf({ states }).slice(2)).toEqual(['field exec x .states.*: object', 'field exec x .states.*.n: number']);
});

test('ignores the order of keys', () => {
  expect(factsOf({ a: 1, b: { c: 1, d: 2 } }).toSorted()).toEqual(factsOf({ b: { d: 2, c: 1 }, a: 1 }).toSorted());
});

test('finds the object that a field belongs to', () => {
  expect(['.item<error>.message', '.usage', '.a.b[].c', '.a[]', '.a<b>', '.a.*', ''].map(ownerOf)).toEqual([
    '.item<error>',
    '',
    '.a.b[]',
    null,
    null,
    null,
    null,
  ]);
});

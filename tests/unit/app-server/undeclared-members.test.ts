import { expect, test } from 'vitest';
import { createUndeclaredMembers } from '../../../helpers/app-server/undeclared-members.ts';

const TEXT = { type: 'string' };
const DEFINITIONS = {
  Item: {
    oneOf: [
      { properties: { type: { enum: ['message'] }, text: TEXT } },
      { properties: { type: { enum: ['command'] }, env: { type: 'object', additionalProperties: TEXT } } },
    ],
  },
};
const ITEM = { $ref: '#/definitions/Item' };

test.for([
  ['a member of another variant', { type: 'message', env: {} }, ['env']],
  ['a member of its own variant', { type: 'command', env: { PATH: '/' } }, []],
  ['a member of an unknown variant', { type: 'new', text: '' }, []],
] as const)('a union: %s', ([, value, found]) => {
  expect(createUndeclaredMembers(DEFINITIONS)(value, ITEM)).toEqual(found);
});

test.for([
  ['a text', TEXT],
  ['any value', true],
  ['any value or a text', { anyOf: [true, { properties: { text: TEXT } }] }],
  ['any object', { type: 'object', additionalProperties: true }],
] as const)('a schema for %s declares all members', ([, schema]) => {
  expect(createUndeclaredMembers({})({ any: { thing: 1 } }, schema)).toEqual([]);
});

test('each member of a list is named once', () => {
  const schema = { properties: { items: { type: ['array', 'null'], items: ITEM }, empty: { type: 'object' } } };
  const item = { type: 'message', new: 1 };
  expect(createUndeclaredMembers(DEFINITIONS)({ items: [item, item], empty: { x: 1 } }, schema)).toEqual([
    'items[].new',
    'empty.x',
  ]);
});

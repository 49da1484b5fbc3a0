import { expect, test } from 'vitest';
import { schemaElements } from '../../../../helpers/proof/protocol/schema-elements.ts';

const { methods, all, inParams, inResult } = schemaElements({
  definitions: {
    ClientRequest: {
      oneOf: [
        { properties: { method: { enum: ['shape/draw'] }, params: { $ref: '#/definitions/v2/ShapeDrawParams' } } },
        { properties: { method: { enum: ['shape/list'] }, params: { type: 'null' } } },
      ],
    },
    v2: {
      ShapeDrawParams: {
        type: 'object',
        properties: {
          shape: { $ref: '#/definitions/v2/Shape' },
          colour: { anyOf: [{ $ref: '#/definitions/v2/Colour' }, { type: 'null' }] },
        },
      },
      ShapeDrawResponse: {
        type: 'object',
        properties: { colours: { type: 'array', items: { $ref: '#/definitions/v2/Colour' } } },
      },
      Shape: {
        oneOf: [
          { type: 'object', required: ['type'], properties: { type: { enum: ['circle'] } } },
          {
            type: 'object',
            required: ['type'],
            properties: { type: { enum: ['group'] }, of: { type: 'array', items: { $ref: '#/definitions/v2/Shape' } } },
          },
          {
            type: 'object',
            required: ['imported'],
            properties: { imported: { type: 'object' } },
            additionalProperties: false,
          },
        ],
      },
      Colour: { type: 'string', enum: ['red', 'blue'] },
    },
  },
});

test('lists methods, variants and values by direction', () => {
  expect(methods('client request')).toEqual(['shape/draw', 'shape/list']);
  expect([...all()]).toEqual([
    'received Colour = blue',
    'received Colour = red',
    'sent Colour = blue',
    'sent Colour = red',
    'sent Shape<circle>',
    'sent Shape<group>',
    'sent Shape<imported>',
  ]);
});

test('finds the variants and values of one message only', () => {
  const shape = { type: 'group', of: [{ type: 'circle' }, { type: 'unknown' }] };
  expect([...inParams('client request', 'shape/draw', { shape, colour: 'blue' })]).toEqual([
    'sent Colour = blue',
    'sent Shape<circle>',
    'sent Shape<group>',
  ]);
  expect([...inParams('client request', 'shape/draw', { shape: { imported: {} }, colour: null })]).toEqual([
    'sent Shape<imported>',
  ]);
  expect([...inResult('client request', 'shape/draw', { colours: ['red', 'green'] })]).toEqual([
    'received Colour = red',
  ]);
});

test('finds nothing in messages without a schema', () => {
  expect([...inParams('client request', 'shape/list', null)]).toEqual([]);
  expect([...inResult('client request', 'no/such', { colours: ['red'] })]).toEqual([]);
});

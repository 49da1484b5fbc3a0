import { expect, test } from 'vitest';
import { diffFacts } from '../../../../helpers/versions/diff/diff.ts';
import { type VersionFacts, versionFactsOf } from '../../../../helpers/versions/facts/version-facts.ts';
import { keyText } from '../../../../helpers/versions/facts/fact-key.ts';
import { schemaFacts } from '../../../../helpers/versions/facts/schema-facts.ts';
import { EXEC_STATELESS } from '../../checks/samples.ts';
import { NO_FILTER } from '../changed.ts';

type Schema = Readonly<Record<string, unknown>>;

function method(name: string, ref: string): Schema {
  return {
    type: 'object',
    properties: { method: { enum: [name] }, params: { $ref: `#/definitions/v2/${ref}` } },
  };
}

function bundle(params: Schema, thread: Schema): unknown {
  return {
    definitions: {
      ClientRequest: { oneOf: [method('thread/start', 'ThreadStartParams')] },
      ServerNotification: { oneOf: [method('thread/started', 'ThreadStartedNotification')] },
      v2: {
        ThreadStartParams: params,
        ThreadStartResponse: { properties: { thread: { $ref: '#/definitions/v2/Thread' } }, required: ['thread'] },
        ThreadStartedNotification: {
          properties: { thread: { $ref: '#/definitions/v2/Thread' } },
          required: ['thread'],
        },
        Thread: thread,
      },
    },
  };
}

const PARAMS = { properties: { cwd: { type: ['string', 'null'] }, mode: { enum: ['a', 'b'], type: 'string' } } };
const THREAD = {
  properties: { id: { type: 'string' }, parent: { anyOf: [{ $ref: '#/definitions/v2/Thread' }, { type: 'null' }] } },
  required: ['id'],
};

function observed(params: Schema, thread: Schema): VersionFacts {
  return versionFactsOf('1.0.0', [EXEC_STATELESS], schemaFacts(bundle(params, thread)));
}

test('lists methods, fields and words, each shared type once', () => {
  expect(
    schemaFacts(bundle(PARAMS, THREAD)).map(({ kind, key, value }) => `${kind} ${keyText(key)}: ${value}`),
  ).toEqual([
    'method schema client request thread/start: there',
    'param schema client request thread/start .params.cwd: optional null|string',
    'param schema client request thread/start .params.mode: optional string',
    'word schema client request thread/start .params.mode = a: there',
    'word schema client request thread/start .params.mode = b: there',
    'param schema answer thread/start .result.thread: required any',
    'method schema received type Thread: there',
    'param schema received type Thread .id: required string',
    'param schema received type Thread .parent: optional any|null',
    'method schema server notification thread/started: there',
    'param schema server notification thread/started .params.thread: required any',
  ]);
});

test('has no facts of anything but a bundle', () => {
  expect([null, 'x', {}, { definitions: [] }].map((value) => schemaFacts(value))).toEqual([[], [], [], []]);
});

test('classifies differences by the direction of a message', () => {
  const { differences } = diffFacts(
    observed(PARAMS, THREAD),
    observed(
      {
        properties: { cwd: { type: 'string' }, mode: { enum: ['b', 'c'], type: 'string' }, extra: {} },
        required: ['cwd'],
      },
      { properties: { id: { type: ['string', 'null'] }, name: { type: 'string' } }, required: ['name'] },
    ),
    NO_FILTER,
  );
  expect(differences.map((difference) => `${difference.class} ${keyText(difference.key)}: ${difference.reason}`))
    .toMatchInlineSnapshot(`
      [
        "breaking schema client request thread/start .params.cwd: clients must now send it",
        "breaking schema client request thread/start .params.mode = a: clients that send this value are rejected",
        "breaking schema received type Thread .id: the server may now omit it",
        "breaking schema received type Thread .parent: no longer sent by the server",
        "additive schema client request thread/start .params.extra: clients may send more",
        "additive schema client request thread/start .params.mode = c: clients may send a new value",
        "additive schema received type Thread .name: the server may send more",
      ]
    `);
});

import { expect, test } from 'vitest';
import { protocolOf, schemaName } from '../../../helpers/app-server/schema-bundle.ts';
import { protocolValidator, undeclaredReader } from '../../../helpers/app-server/protocol-validator.ts';
import { readWire, type WireMessage, type WireText } from '../../../helpers/app-server/wire.ts';
import { BUNDLE } from './sample-schema.ts';

const TURN = { id: '1', status: 'inProgress', items: [] };

function wireOf(...messages: readonly (readonly [WireText['from'], object])[]): WireMessage[] {
  return readWire(messages.map(([from, message]) => ({ from, text: JSON.stringify(message) })));
}

/** What the schema says of the last of these messages. */
function faultsOfLast(...messages: readonly (readonly [WireText['from'], object])[]): readonly string[] | null {
  const wire = wireOf(...messages);
  return protocolValidator(protocolOf(BUNDLE, wire)!)(wire.at(-1)!);
}

const asked = ['client', { method: 'turn/start', id: 1, params: { threadId: 't' } }] as const;

test('names a message by sender, kind and method', () => {
  const wire = wireOf(
    asked,
    ['server', { id: 1, result: {} }],
    ['server', { id: 1, result: {} }],
    ['server', { id: 1, method: 'item/tool/call' }],
    ['client', { id: 1, result: {} }],
    ['server', { method: 'error' }],
    ['server', { id: 2, error: { code: 1, message: 'm' } }],
    ['server', {}],
  );
  expect(wire.map(schemaName)).toEqual([
    'client request turn/start',
    'answer turn/start',
    null,
    'server request item/tool/call',
    'client answer item/tool/call',
    'server notification error',
    null,
    null,
  ]);
});

test('keeps needed schemas without annotations, all methods', () => {
  const wire = wireOf(asked, ['server', { id: 1, result: { turn: TURN } }], ['server', { method: 'turn/started' }]);
  expect(protocolOf(BUNDLE, [...wire, ...wire])).toMatchInlineSnapshot(`
    {
      "definitions": {
        "RequestId": {
          "anyOf": [
            {
              "type": "string",
            },
            {
              "format": "int64",
              "type": "integer",
            },
          ],
        },
        "v2": {
          "Item": {
            "properties": {
              "parent": {
                "anyOf": [
                  {
                    "$ref": "#/definitions/v2/Item",
                  },
                  {
                    "type": "null",
                  },
                ],
              },
            },
            "type": "object",
          },
          "Turn": {
            "properties": {
              "id": {
                "type": "string",
              },
              "items": {
                "items": {
                  "$ref": "#/definitions/v2/Item",
                },
                "type": "array",
              },
              "startedAt": {
                "format": "int64",
                "type": [
                  "integer",
                  "null",
                ],
              },
              "status": {
                "enum": [
                  "inProgress",
                  "completed",
                ],
                "type": "string",
              },
            },
            "required": [
              "id",
              "status",
              "items",
            ],
            "type": "object",
          },
          "TurnStartParams": {
            "properties": {
              "threadId": {
                "type": "string",
              },
            },
            "required": [
              "threadId",
            ],
            "type": "object",
          },
          "TurnStartResponse": {
            "properties": {
              "turn": {
                "$ref": "#/definitions/v2/Turn",
              },
            },
            "required": [
              "turn",
            ],
            "type": "object",
          },
          "TurnStarted": {
            "properties": {
              "title": {
                "type": "string",
              },
              "turn": {
                "$ref": "#/definitions/v2/Turn",
              },
            },
            "required": [
              "turn",
            ],
            "type": "object",
          },
        },
      },
      "messages": {
        "answer turn/start": {
          "$ref": "#/definitions/v2/TurnStartResponse",
        },
        "client request turn/start": {
          "properties": {
            "id": {
              "$ref": "#/definitions/RequestId",
            },
            "method": {
              "enum": [
                "turn/start",
              ],
              "type": "string",
            },
            "params": {
              "$ref": "#/definitions/v2/TurnStartParams",
            },
          },
          "required": [
            "method",
          ],
          "type": "object",
        },
        "server notification turn/started": {
          "properties": {
            "method": {
              "enum": [
                "turn/started",
              ],
              "type": "string",
            },
            "params": {
              "$ref": "#/definitions/v2/TurnStarted",
            },
          },
          "required": [
            "method",
          ],
          "type": "object",
        },
      },
      "methods": {
        "client notification": [
          "initialized",
        ],
        "client request": [
          "account/logout",
          "initialize",
          "turn/start",
        ],
        "server notification": [
          "turn/completed",
          "turn/started",
        ],
        "server request": [
          "item/tool/call",
        ],
      },
    }
  `);
});

test.for([[null], [{}], [[]], [{ definitions: { ServerNotification: {} } }]])('%j is no bundle', ([value]) => {
  expect(protocolOf(value, [])).toBeNull();
});

test('unknown methods and undefined results have no schema', () => {
  expect(faultsOfLast(['server', { method: 'codex/event/x', params: {} }])).toBeNull();
  expect(faultsOfLast(['client', { id: 1, method: 'account/logout' }], ['server', { id: 1, result: 7 }])).toBeNull();
  expect(faultsOfLast(['client', { id: 1, method: 'initialize' }], ['server', { id: 1, result: 7 }])).toBeNull();
});

test.for([
  ['a sound one', { method: 'turn/started', params: { turn: TURN } }, []],
  ['unknown members', { method: 'turn/started', params: { turn: { ...TURN, new: 1 } }, emittedAtMs: 5 }, []],
  [
    'a recursive part',
    { method: 'turn/started', params: { turn: { ...TURN, items: [{ parent: { parent: null } }] } } },
    [],
  ],
  ['no params', { method: 'turn/started' }, []],
  [
    'a missing member',
    { method: 'turn/started', params: {} },
    ['/params: Instance does not have required property "turn".'],
  ],
  [
    'an unknown status',
    { method: 'turn/started', params: { turn: { ...TURN, status: 'done' } } },
    ['/params/turn/status: Instance does not match any of ["inProgress","completed"].'],
  ],
  [
    'another type',
    { method: 'turn/started', params: { turn: { ...TURN, id: 1 } } },
    ['/params/turn/id: Instance type "number" is invalid. Expected "string".'],
  ],
  [
    'an integer out of range',
    { method: 'turn/started', params: { turn: { ...TURN, startedAt: 2 ** 64 } } },
    ['/params/turn/startedAt: 18446744073709552000 is greater than 9223372036854776000.'],
  ],
  [
    'params that are none',
    { method: 'turn/started', params: 'x' },
    ['/params: Instance type "string" is invalid. Expected "object".'],
  ],
] as const)('a notification with %s', ([, message, faults]) => {
  expect(faultsOfLast(['server', message])).toEqual(faults);
});

test('the client’s answers and notifications have schemas', () => {
  const called = ['server', { id: 1, method: 'item/tool/call', params: { tool: 't' } }] as const;
  expect(faultsOfLast(called, ['client', { id: 1, result: { success: true } }])).toEqual([]);
  expect(faultsOfLast(called, ['client', { id: 1, result: {} }])).toEqual([
    'the message: Instance does not have required property "success".',
  ]);
  expect(faultsOfLast(['client', { method: 'initialized' }])).toEqual([]);
});

test('the schemas can be those of the experimental bundle', () => {
  const wire = wireOf(['server', { method: 'turn/new', params: {} }]);
  const spoken = JSON.parse(JSON.stringify(BUNDLE).replaceAll('turn/started', 'turn/new')) as unknown;
  expect(protocolOf(BUNDLE, wire)?.messages).toEqual({});
  const protocol = protocolOf(BUNDLE, wire, spoken);
  expect(protocol?.methods).toEqual(protocolOf(BUNDLE, wire)?.methods);
  expect(protocolValidator(protocol!)(wire[0]!)).toEqual(['/params: Instance does not have required property "turn".']);
});

test('names the members that a schema does not declare', () => {
  const turn = { ...TURN, new: 1, items: [{ parent: { extra: {} } }] };
  const wire = wireOf(
    ['server', { method: 'turn/started', params: { turn, other: 1 }, emittedAtMs: 5 }],
    ['server', { method: 'no/such', params: {} }],
  );
  expect(wire.map(undeclaredReader(protocolOf(BUNDLE, wire)!))).toEqual([
    ['params.turn.items[].parent.extra', 'params.turn.new', 'params.other'],
    null,
  ]);
});

test('each wire is validated by its own definitions', () => {
  const wire = wireOf(['server', { method: 'turn/started', params: { turn: { ...TURN, status: 'done' } } }]);
  const other = JSON.parse(JSON.stringify(BUNDLE).replaceAll('"inProgress"', '"done"')) as unknown;
  const faults = [BUNDLE, other, BUNDLE].map((bundle) => protocolValidator(protocolOf(bundle, wire)!)(wire[0]!));
  expect(faults.map((found) => found?.length)).toEqual([1, 0, 1]);
});

test('validation does not change the protocol', () => {
  const wire = wireOf(['server', { method: 'turn/started', params: { turn: TURN } }]);
  const protocol = protocolOf(BUNDLE, wire)!;
  Object.freeze(protocol.definitions);
  Object.freeze(protocol.messages['server notification turn/started']);
  expect(protocolValidator(protocol)(wire[0]!)).toEqual([]);
});

test('uses draft 7 and reports at most three faults', () => {
  const [message] = wireOf(['server', { method: 'x', params: { a: 1, b: 2, c: 3, d: 4, e: 'short' } }]);
  const text = { type: 'string' };
  // What stands beside a reference is not read in that draft.
  const e = { $ref: '#/definitions/Text', minLength: 9 };
  const params = { properties: { a: text, b: text, c: text, d: text, e } };
  const none = { 'server notification': [], 'server request': [], 'client request': [], 'client notification': [] };
  const judge = protocolValidator({
    methods: none,
    messages: { 'server notification x': { properties: { params } } },
    definitions: { Text: text },
  });
  expect(judge(message!)).toEqual(
    ['a', 'b', 'c'].map((name) => `/params/${name}: Instance type "number" is invalid. Expected "string".`),
  );
  const [sound] = wireOf(['server', { method: 'x', params: { e: 'short' } }]);
  expect(judge(sound!)).toEqual([]);
});

test('validates results of responses, params of requests', () => {
  expect(faultsOfLast(asked, ['server', { id: 1, result: { turn: TURN } }])).toEqual([]);
  expect(faultsOfLast(asked, ['server', { id: 1, result: {} }])).toEqual([
    'the message: Instance does not have required property "turn".',
  ]);
  expect(faultsOfLast(['client', { method: 'turn/start', id: 1, params: {} }])).toEqual([
    '/params: Instance does not have required property "threadId".',
  ]);
});

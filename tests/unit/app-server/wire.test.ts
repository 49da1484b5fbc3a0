import { expect, test } from 'vitest';

import { classify } from '../../../helpers/app-server/messages.ts';
import { createWireReader, readWire } from '../../../helpers/app-server/wire.ts';
import { client, server } from './sample-wires.ts';

test('joins each response to the request of the other side', () => {
  const lines = [
    client({ method: 'thread/start', id: 0, params: { cwd: '/w' } }),
    server({ method: 'item/tool/call', id: 0, params: {} }),
    server({ id: 0, result: 'thread' }),
    client({ id: 0, error: { code: -32601, message: 'no' } }),
    server('WARN'),
    server({ id: 7, result: {} }),
    client({ method: 'turn/start', id: 0, params: {} }),
    server({ id: 0, result: 'turn' }),
  ];
  expect(readWire(lines).map(({ line, from, message, answers }) => [line, from, message.kind, answers])).toEqual([
    [1, 'client', 'request', null],
    [2, 'server', 'request', null],
    [3, 'server', 'response', { method: 'thread/start', params: { cwd: '/w' } }],
    [4, 'client', 'error-response', { method: 'item/tool/call', params: {} }],
    [5, 'server', 'invalid', null],
    [6, 'server', 'response', null],
    [7, 'client', 'request', null],
    [8, 'server', 'response', { method: 'turn/start', params: {} }],
  ]);
});

test('a request is answered once, the latest of its id', () => {
  const lines = [
    client({ method: 'first', id: 1 }),
    client({ method: 'second', id: 1 }),
    server({ id: 1, result: {} }),
    server({ id: 1, result: {} }),
    server({ id: '1', result: {} }),
  ];
  expect(readWire(lines).map(({ answers }) => answers?.method)).toEqual([
    undefined,
    undefined,
    'second',
    undefined,
    undefined,
  ]);
});

test('forgets the oldest of more than 1000 open requests', () => {
  const reader = createWireReader();
  for (let id = 0; id <= 1000; id += 1) reader.read('client', classify({ method: `m${id}`, id }), id + 1);
  const answered = [0, 1, 1000].map((id) => reader.read('server', classify({ id, result: {} }), 2000).answers);
  expect(answered.map((request) => request?.method)).toEqual([undefined, 'm1', 'm1000']);
});

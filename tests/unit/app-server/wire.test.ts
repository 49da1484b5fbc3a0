import { expect, test } from 'vitest';

import { readWire } from '../../../helpers/app-server/wire.ts';
import { client, server } from './sample-wires.ts';

test('numbers the lines, keeps what is broken, and joins each answer to the request of the other side', () => {
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

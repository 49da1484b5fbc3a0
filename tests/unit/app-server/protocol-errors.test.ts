import { expect, test } from 'vitest';

import { protocolErrors } from '../../../helpers/app-server/protocol-errors.ts';
import { client, ONE_TURN_0_169, server } from './sample-wires.ts';

test('names the method of an error response', () => {
  const lines = [
    client({ method: 'turn/start', id: 3, params: { threadId: 'x', input: [] } }),
    server({ error: { code: -32600, message: 'invalid thread id: x' }, id: 3 }),
    server({ error: { code: -32602, message: 'too large', data: { max_chars: 5 } }, id: '3' }),
  ];
  expect(protocolErrors(lines)).toEqual([
    {
      kind: 'answer',
      line: 2,
      text: 'turn/start: invalid thread id: x (-32600)',
      id: 3,
      method: 'turn/start',
      code: -32600,
      message: 'invalid thread id: x',
      data: undefined,
    },
    {
      kind: 'answer',
      line: 3,
      text: 'request "3": too large (-32602)',
      id: '3',
      method: null,
      code: -32602,
      message: 'too large',
      data: { max_chars: 5 },
    },
  ]);
});

test('reads error notifications with and without a turn', () => {
  const error = { message: 'boom', codexErrorInfo: 'internalServerError', additionalDetails: null };
  const lines = [
    server({ method: 'error', params: { error, willRetry: true, threadId: 't', turnId: '0' }, emittedAtMs: 1 }),
    server({ method: 'error', params: { error: { message: 'bare' } } }),
  ];
  expect(protocolErrors(lines)).toEqual([
    { kind: 'notification', line: 1, text: 'boom', threadId: 't', turnId: '0', message: 'boom', willRetry: true },
    { kind: 'notification', line: 2, text: 'bare', threadId: null, turnId: null, message: 'bare', willRetry: false },
  ]);
});

test('finds none in junk or in errors of the client', () => {
  const lines = [
    ...ONE_TURN_0_169,
    server({ method: 'item/tool/call', id: 0, params: {} }),
    client({ id: 0, error: { code: -32601, message: 'Method not found: item/tool/call' } }),
    server({ method: 'error', params: 'broken' }),
    server({ id: 9, error: { code: 'broken' } }),
  ];
  expect(protocolErrors(lines)).toEqual([]);
});

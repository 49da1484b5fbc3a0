import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';

import { ResponseError } from '../../../helpers/app-server/connection-errors.ts';
import { openConnection } from './memory-duplex.ts';

test('answers with the result of the handler and the same id', async () => {
  const { connection, duplex, faults } = openConnection();
  connection.onRequest('sync', (params, { method }) => ({ params, method }));
  connection.onRequest('async', async () => setImmediate({ decision: 'accept' }));
  connection.onRequest('void', () => undefined);
  duplex.receive({ method: 'sync', id: 0, params: { itemId: 'call_1' } });
  duplex.receive({ method: 'async', id: 'text' });
  duplex.receive({ method: 'void', id: 2 });
  await setImmediate();
  await setImmediate();
  expect(duplex.sent).toEqual([
    { id: 0, result: { params: { itemId: 'call_1' }, method: 'sync' } },
    { id: 2, result: null },
    { id: 'text', result: { decision: 'accept' } },
  ]);
  expect(faults).toEqual([]);
});

test('client and server may use the same id', async () => {
  const { connection, duplex } = openConnection();
  connection.onRequest('ask', () => 'mine');
  const answer = connection.request('tell');
  duplex.receive({ method: 'ask', id: 1 });
  await setImmediate();
  duplex.receive({ id: 1, result: 'yours' });
  expect(await answer).toBe('yours');
  expect(duplex.sent).toEqual([
    { method: 'tell', id: 1 },
    { id: 1, result: 'mine' },
  ]);
});

test('refuses a request without a handler', async () => {
  const { duplex, faults } = openConnection();
  duplex.receive({ method: 'item/tool/call', id: 4, params: { tool: 't' } });
  await setImmediate();
  expect(duplex.sent).toEqual([{ id: 4, error: { code: -32601, message: 'Method not found: item/tool/call' } }]);
  expect(faults).toEqual([]);
});

test('answers with the ResponseError of a handler', async () => {
  const { connection, duplex, faults } = openConnection();
  connection.onRequest('a', () => {
    throw new ResponseError({ code: -32000, message: 'declined' });
  });
  connection.onRequest('b', () => Promise.reject(new ResponseError({ code: -32000, message: 'no', data: [1] })));
  duplex.receive({ method: 'a', id: 1 });
  duplex.receive({ method: 'b', id: 2 });
  await setImmediate();
  expect(duplex.sent).toEqual([
    { id: 1, error: { code: -32000, message: 'declined' } },
    { id: 2, error: { code: -32000, message: 'no', data: [1] } },
  ]);
  expect(faults).toEqual([]);
});

test('reports a failing handler and answers -32603', async () => {
  const { connection, duplex, faults } = openConnection();
  const cause = new Error('a defect of ours');
  connection.onRequest('a', () => Promise.reject(cause));
  connection.onRequest('b', () => 1n);
  duplex.receive({ method: 'a', id: 1 });
  duplex.receive({ method: 'b', id: 2 });
  await setImmediate();
  expect(duplex.sent).toEqual([
    { id: 1, error: { code: -32603, message: 'The handler of a failed' } },
    { id: 2, error: { code: -32603, message: 'The handler of b failed' } },
  ]);
  expect(faults).toEqual([cause, expect.any(TypeError)]);
});

test('refuses a second handler of a method', () => {
  const { connection } = openConnection();
  connection.onRequest('a', () => 1);
  expect(() => connection.onRequest('a', () => 2)).toThrow('a already has a handler');
});

test('drops an answer that cannot be sent any more', async () => {
  const { connection, duplex, faults } = openConnection();
  const { promise, resolve } = Promise.withResolvers<string>();
  connection.onRequest('slow', () => promise);
  connection.onRequest('fast', () => 'f');
  duplex.sendError = new Error('write EPIPE');
  duplex.receive({ method: 'fast', id: 0 });
  duplex.receive({ method: 'slow', id: 1 });
  await setImmediate();
  duplex.sendError = null;
  connection.close();
  resolve('late');
  await setImmediate();
  expect([duplex.sent, faults]).toEqual([[], []]);
});

import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';

import { ResponseError } from '../../../helpers/app-server/connection-errors.ts';
import { openConnection } from './memory-duplex.ts';

test('answers with what the handler returns or resolves to, with the id as it came', async () => {
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
  expect([connection.unhandledRequests, faults]).toEqual([[], []]);
});

test('counts the ids of the server apart from those of the client', async () => {
  const { connection, duplex, violations } = openConnection();
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
  expect(violations).toEqual([]);
});

test('refuses a request that nobody handles, and remembers it', async () => {
  const { connection, duplex, faults, violations } = openConnection();
  duplex.receive({ method: 'item/tool/call', id: 4, params: { tool: 't' } });
  await setImmediate();
  expect(duplex.sent).toEqual([{ id: 4, error: { code: -32601, message: 'Method not found: item/tool/call' } }]);
  expect(connection.unhandledRequests).toEqual([
    { kind: 'request', id: 4, method: 'item/tool/call', params: { tool: 't' } },
  ]);
  expect([faults, violations]).toEqual([[], []]);
});

test('answers with the error that a handler throws on purpose', async () => {
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

test('reports a handler that fails, or whose result is not JSON, and answers with an internal error', async () => {
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

test('has one handler a method, which can be taken away', async () => {
  const { connection, duplex } = openConnection();
  const unsubscribe = connection.onRequest('a', () => 1);
  expect(() => connection.onRequest('a', () => 2)).toThrow('There is a handler of a already');
  unsubscribe();
  connection.onRequest('a', () => 3);
  duplex.receive({ method: 'a', id: 0 });
  await setImmediate();
  expect(duplex.sent).toEqual([{ id: 0, result: 3 }]);
});

test('drops an answer that comes after the close, or that cannot be sent', async () => {
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

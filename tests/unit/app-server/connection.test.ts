import { expect, test } from 'vitest';

import { Connection } from '../../../helpers/app-server/connection.ts';
import {
  ConnectionClosedError,
  ResponseError,
  WaitTimeoutError,
} from '../../../helpers/app-server/connection-errors.ts';
import { CONNECTION_STATES } from '../../../helpers/app-server/lifecycle.ts';
import { MemoryDuplex, newConnection, openConnection, rejectionOf } from './memory-duplex.ts';

test('goes from new to open to closed, and never back', () => {
  const { connection, duplex } = newConnection();
  const states = [connection.state];
  connection.open();
  states.push(connection.state);
  expect(() => connection.open()).toThrow('Cannot open: the connection is open already');
  connection.close();
  states.push(connection.state);
  expect(states).toEqual(CONNECTION_STATES);
  expect(duplex.closed).toBe(true);
  expect(() => connection.open()).toThrow(ConnectionClosedError);
});

test('sends nothing before it is open', async () => {
  const { connection, duplex } = newConnection();
  const reason = new Error('Cannot send initialize: the connection is new, call open() first');
  expect(await rejectionOf(connection.request('initialize', {}))).toEqual(reason);
  expect(() => connection.notify('initialize')).toThrow(reason);
  expect(duplex.sent).toEqual([]);
});

test('numbers requests from 1 and resolves each with its own result, in any order', async () => {
  const { connection, duplex, violations } = openConnection();
  const results = Promise.all([
    connection.request('a', {}),
    connection.request('b', { x: 1 }),
    connection.request('c'),
  ]);
  duplex.receive({ id: 3, result: null });
  duplex.receive({ id: 1, result: 'of a' });
  duplex.receive({ id: 2, result: { of: 'b' } });
  expect(await results).toEqual(['of a', { of: 'b' }, null]);
  expect(duplex.sent).toEqual([
    { method: 'a', id: 1, params: {} },
    { method: 'b', id: 2, params: { x: 1 } },
    { method: 'c', id: 3 },
  ]);
  expect(violations).toEqual([]);
});

test('keeps ids of different types apart', async () => {
  const { connection, duplex } = openConnection();
  const results = Promise.all([
    connection.request('a', {}, { id: '1' }),
    connection.request('b', {}),
    connection.request('c', {}, { id: -7 }),
    connection.request('d', {}, { id: 2 }),
    connection.request('e', {}),
  ]);
  for (const [id, result] of [
    [3, 'e'],
    [2, 'd'],
    [-7, 'c'],
    [1, 'b'],
    ['1', 'a'],
  ])
    duplex.receive({ id, result });
  expect(await results).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('refuses an id that is still unanswered, and takes it again afterwards', async () => {
  const { connection, duplex } = openConnection();
  const first = connection.request('a', {}, { id: 'x' });
  expect(await rejectionOf(connection.request('b', {}, { id: 'x' }))).toEqual(
    new Error('The request with id "x" is unanswered'),
  );
  duplex.receive({ id: 'x', result: 1 });
  const second = connection.request('c', {}, { id: 'x' });
  duplex.receive({ id: 'x', result: 2 });
  expect(await Promise.all([first, second])).toEqual([1, 2]);
});

test('rejects with a ResponseError that keeps code, message, data and method', async () => {
  const { connection, duplex } = openConnection();
  const failure = rejectionOf(connection.request('turn/start', {}));
  duplex.receive({ id: 1, error: { code: -32602, message: 'too large', data: { max_chars: 5 } } });
  const error = await failure;
  expect(error).toBeInstanceOf(ResponseError);
  expect(error).toMatchObject({ code: -32602, message: 'too large', data: { max_chars: 5 }, method: 'turn/start' });
});

test('points the stack of a late error at the call', async () => {
  const { connection, duplex } = openConnection();
  const [answered, late] = [
    rejectionOf(connection.request('a', {})),
    rejectionOf(connection.waitForNotification(() => false, { timeoutMs: 1 })),
  ];
  duplex.receive({ id: 1, error: { code: 1, message: 'no' } });
  for (const error of [await answered, await late]) {
    const frames = (error as Error).stack?.split('\n').filter((line) => line.startsWith('    at ')) ?? [];
    expect(frames[0]).toContain('connection.test.ts');
  }
});

test('sends notifications and raw lines', () => {
  const { connection, duplex } = openConnection();
  connection.notify('initialized');
  connection.notify('x', { y: 1 });
  connection.sendLine('not JSON');
  expect(duplex.sent).toEqual([{ method: 'initialized' }, { method: 'x', params: { y: 1 } }, 'not JSON']);
});

test('rejects every pending request and wait when the server goes away, naming what was unanswered and why', async () => {
  const { connection, duplex } = openConnection();
  const closings: unknown[] = [];
  connection.onClose((reason) => closings.push(reason));
  const rejections = Promise.all([
    rejectionOf(connection.request('thread/start', {})),
    rejectionOf(connection.request('turn/start', {})),
    rejectionOf(connection.waitForNotification(() => false, { expected: 'turn/completed' })),
  ]);
  const reason = new Error('exited with code 1');
  duplex.end(reason);
  duplex.end();
  const errors = await rejections;
  expect(errors.map(String)).toEqual([
    'ConnectionClosedError: No answer to thread/start: the connection is closed (exited with code 1). Unanswered: thread/start, turn/start.',
    'ConnectionClosedError: No answer to turn/start: the connection is closed (exited with code 1). Unanswered: thread/start, turn/start.',
    'ConnectionClosedError: No turn/completed: the connection is closed (exited with code 1). Unanswered: thread/start, turn/start.',
  ]);
  expect(errors).toEqual(
    errors.map(() => expect.objectContaining({ unanswered: ['thread/start', 'turn/start'], cause: reason })),
  );
  expect([connection.state, closings]).toEqual(['closed', [reason]]);
});

test('refuses every call after the close at once, with the reason', async () => {
  const { connection, duplex } = openConnection();
  duplex.end();
  const said = 'the connection is closed (end of the stream).';
  expect(String(await rejectionOf(connection.request('a', {})))).toBe(`ConnectionClosedError: Cannot send a: ${said}`);
  expect(String(await rejectionOf(connection.waitForNotification(() => true)))).toBe(
    `ConnectionClosedError: No matching notification: ${said}`,
  );
  expect(() => connection.notify('b')).toThrow(`Cannot send b: ${said}`);
  expect(() => connection.sendLine('c')).toThrow(`Cannot send a line: ${said}`);
  expect(duplex.sent).toEqual([]);
});

test('closes by itself: pending requests end, and later lines only go to the traffic listeners', async () => {
  const { connection, duplex, violations } = openConnection();
  const log: unknown[] = [];
  connection.onTraffic((from, text) => log.push([from, text]));
  connection.onNotification((notification) => log.push(notification));
  connection.onClose((reason) => log.push(reason?.message));
  const failure = rejectionOf(connection.request('a'));
  connection.close();
  connection.close();
  duplex.receive({ method: 'b' });
  duplex.receive('junk');
  expect(String(await failure)).toBe(
    'ConnectionClosedError: No answer to a: the connection is closed (closed by the client). Unanswered: a.',
  );
  expect(log).toEqual([
    ['client', '{"method":"a","id":1}'],
    'closed by the client',
    ['server', '{"method":"b"}'],
    ['server', 'junk'],
  ]);
  expect(violations).toEqual([]);
});

test('rejects a request whose sending fails', async () => {
  const { connection, duplex, violations } = openConnection();
  duplex.sendError = new ConnectionClosedError('Cannot send', new Error('write EPIPE'), []);
  expect(await rejectionOf(connection.request('a'))).toBe(duplex.sendError);
  expect(() => connection.notify('b')).toThrow(duplex.sendError);
  duplex.receive({ id: 1, result: 'after all' });
  expect(violations.map(({ kind }) => kind)).toEqual(['late-response']);
});

test('gives up a request at its timeout and says what came meanwhile', async () => {
  const { connection, duplex } = openConnection();
  duplex.receive({ method: 'before' });
  const failure = rejectionOf(connection.request('turn/start', {}, { timeoutMs: 2 }));
  const lines = [
    { method: 'turn/started' },
    { method: 'item/agentMessage/delta' },
    { method: 'item/agentMessage/delta' },
    { method: 'item/commandExecution/requestApproval', id: 0 },
    { id: 9, result: {} },
    { id: 9, error: { code: 1, message: 'm' } },
    'junk',
  ];
  for (const line of lines) duplex.receive(line);
  const error = await failure;
  expect(error).toBeInstanceOf(WaitTimeoutError);
  expect(String(error)).toBe(
    'WaitTimeoutError: No answer to turn/start within 2 ms. Meanwhile came: turn/started, item/agentMessage/delta ×2, ' +
      'request item/commandExecution/requestApproval, answer to nothing, error answer to nothing, invalid line.',
  );
});

test('gives up a request when its signal is aborted, and sends nothing for one that is aborted already', async () => {
  const { connection, duplex } = openConnection();
  const aborter = new AbortController();
  const reason = new Error('stop');
  const failure = rejectionOf(connection.request('a', {}, { signal: aborter.signal }));
  aborter.abort(reason);
  expect(await failure).toBe(reason);
  expect(await rejectionOf(connection.request('b', {}, { signal: aborter.signal }))).toBe(reason);
  expect(duplex.sent).toEqual([{ method: 'a', id: 1, params: {} }]);
});

test('refuses a timeout that no timer can keep', async () => {
  const { connection, duplex } = openConnection();
  for (const timeoutMs of [-1, Number.NaN, 2 ** 31, Infinity]) {
    expect(await rejectionOf(connection.request('a', {}, { timeoutMs }))).toEqual(
      new RangeError(`timeoutMs must be between 0 and 2147483647, got ${timeoutMs}`),
    );
  }
  expect(duplex.sent).toEqual([]);
});

test('taps every line of both directions before it is sent or handled', async () => {
  const log: string[] = [];
  const duplex = new (class extends MemoryDuplex {
    override send(line: string): void {
      log.push('sent');
      super.send(line);
      this.receive({ method: 'n' });
      this.receive({ id: 1, result: {} });
    }
  })();
  const connection = new Connection(duplex, { onFault: (error) => log.push(String(error)) });
  connection.onTraffic((from, text) => log.push(`${from} ${text}`));
  connection.onNotification(({ method }) => log.push(`handled ${method}`));
  connection.open();
  await connection.request('a');
  expect(log).toEqual([
    'client {"method":"a","id":1}',
    'sent',
    'server {"method":"n"}',
    'handled n',
    'server {"id":1,"result":{}}',
  ]);
});

test('reports what listeners throw, and still tells the others', () => {
  const { connection, duplex, faults } = openConnection();
  const log: string[] = [];
  connection.onTraffic(failing('traffic'));
  connection.onTraffic((_from, text) => log.push(text));
  connection.onNotification(failing('notification'));
  connection.onNotification(({ method }) => log.push(method));
  connection.onViolation(failing('violation'));
  connection.onViolation(({ kind }) => log.push(kind));
  connection.onClose(failing('close'));
  connection.onClose(() => log.push('close'));
  duplex.receive({ method: 'a' });
  duplex.receive('junk');
  duplex.end();
  expect(log).toEqual(['{"method":"a"}', 'a', 'junk', 'invalid-message', 'close']);
  expect(faults.map(String)).toEqual(
    ['traffic', 'notification', 'traffic', 'violation', 'close'].map((name) => `Error: ${name}`),
  );
});

test('stops telling a listener that has unsubscribed', () => {
  const { connection, duplex } = openConnection();
  const heard: string[] = [];
  const listener = ({ method }: { method: string }) => void heard.push(method);
  const [first, second] = [connection.onNotification(listener), connection.onNotification(listener)];
  duplex.receive({ method: 'to both' });
  first();
  first();
  duplex.receive({ method: 'to one' });
  second();
  duplex.receive({ method: 'to none' });
  expect(heard).toEqual(['to both', 'to both', 'to one']);
});

function failing(name: string): () => void {
  return () => {
    throw new Error(name);
  };
}

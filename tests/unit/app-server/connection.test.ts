import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Connection } from '../../../helpers/app-server/connection.ts';
import { ConnectionClosedError, ResponseError } from '../../../helpers/app-server/connection-errors.ts';
import { stdioLineDuplex } from '../../../helpers/app-server/line-duplex.ts';
import { MemoryDuplex, openConnection, rejectionOf } from './memory-duplex.ts';
import { piecesOf } from './pieces.ts';

test('resolves requests by id, whatever the order of responses', async () => {
  const { connection, duplex } = openConnection();
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
});

test('the ids 1 and "1" are different requests', async () => {
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

test('an id can be reused once its request is answered', async () => {
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

test('rejects with code, message and data of an error response', async () => {
  const { connection, duplex } = openConnection();
  const failure = rejectionOf(connection.request('turn/start', {}));
  duplex.receive({ id: 1, error: { code: -32602, message: 'too large', data: { max_chars: 5 } } });
  const error = await failure;
  expect(error).toBeInstanceOf(ResponseError);
  expect(error).toMatchObject({ code: -32602, message: 'too large', data: { max_chars: 5 }, method: 'turn/start' });
});

test('sends notifications and raw lines', () => {
  const { connection, duplex } = openConnection();
  connection.notify('initialized');
  connection.notify('x', { y: 1 });
  connection.sendLine('not JSON');
  expect(duplex.sent).toEqual([{ method: 'initialized' }, { method: 'x', params: { y: 1 } }, 'not JSON']);
});

test('the close of the server rejects all pending calls', async () => {
  const { connection, duplex } = openConnection();
  const rejections = Promise.all([
    rejectionOf(connection.request('thread/start', {})),
    rejectionOf(connection.request('turn/start', {})),
    rejectionOf(connection.waitForNotification(() => false, 'turn/completed')),
  ]);
  const reason = new Error('exited with code 1');
  duplex.end(reason);
  duplex.end();
  const errors = await rejections;
  expect(errors.map(String)).toEqual([
    'ConnectionClosedError: No response to thread/start: the connection is closed (exited with code 1). Unanswered: thread/start, turn/start.',
    'ConnectionClosedError: No response to turn/start: the connection is closed (exited with code 1). Unanswered: thread/start, turn/start.',
    'ConnectionClosedError: No turn/completed: the connection is closed (exited with code 1). Unanswered: thread/start, turn/start.',
  ]);
  expect(errors).toEqual(
    errors.map(() => expect.objectContaining({ unanswered: ['thread/start', 'turn/start'], cause: reason })),
  );
  expect(await connection.closed).toBe(reason);
});

test('each call after the close fails with its reason', async () => {
  const { connection, duplex } = openConnection();
  duplex.end();
  const reason = 'the connection is closed (end of the stream).';
  expect(String(await rejectionOf(connection.request('a', {})))).toBe(
    `ConnectionClosedError: Cannot send a: ${reason}`,
  );
  expect(String(await rejectionOf(connection.waitForNotification(() => true, 'turn/completed')))).toBe(
    `ConnectionClosedError: No turn/completed: ${reason}`,
  );
  expect(() => connection.notify('b')).toThrow(`Cannot send b: ${reason}`);
  expect(() => connection.sendLine('c')).toThrow(`Cannot send a line: ${reason}`);
  expect(duplex.sent).toEqual([]);
});

test('after close() later lines only reach onTraffic', async () => {
  const { connection, duplex, traffic } = openConnection();
  const failure = rejectionOf(connection.request('a'));
  connection.close();
  connection.close();
  duplex.receive({ method: 'b' });
  duplex.receive('junk');
  expect(String(await failure)).toBe(
    'ConnectionClosedError: No response to a: the connection is closed (closed by the client). Unanswered: a.',
  );
  expect(await connection.closed).toEqual(new Error('closed by the client'));
  expect(duplex.closed).toBe(true);
  expect(traffic).toEqual(['client {"method":"a","id":1}', 'server {"method":"b"}', 'server junk']);
});

test('rejects a request that cannot be sent', async () => {
  const { connection, duplex } = openConnection();
  duplex.sendError = new ConnectionClosedError('Cannot send', new Error('write EPIPE'), []);
  expect(await rejectionOf(connection.request('a'))).toBe(duplex.sendError);
  expect(() => connection.notify('b')).toThrow(duplex.sendError);
  duplex.receive({ id: 1, result: 'too late' });
});

test.for([
  '{"id":1,"result":"second"}',
  '{"id":"1","result":{}}',
  '{"id":9,"error":{"code":1,"message":"m"}}',
  'WARN something',
  '',
  '{"id":2,"result":{},"error":{"code":1,"message":"m"}}',
])('ignores a line without effect: %s', async (line) => {
  const { connection, duplex, faults } = openConnection();
  const results = Promise.all([connection.request('a'), connection.request('b')]);
  for (const text of ['{"id":1,"result":"first"}', line, '{"id":2,"result":"of b"}']) duplex.receive(text);
  expect(await results).toEqual(['first', 'of b']);
  expect(faults).toEqual([]);
});

test('onTraffic receives lines before they are sent or handled', async () => {
  const log: string[] = [];
  const duplex = new (class extends MemoryDuplex {
    override send(line: string): void {
      log.push('sent');
      super.send(line);
      this.receive({ method: 'n' });
      this.receive({ id: 1, result: {} });
    }
  })();
  const connection = new Connection(duplex, {
    onTraffic: (from, text) => log.push(`${from} ${text}`),
    onFault: (error) => log.push(String(error)),
  });
  void connection.waitForNotification(({ method }) => log.push(`handled ${method}`) > 0, 'any');
  await connection.request('a');
  expect(log).toEqual([
    'client {"method":"a","id":1}',
    'sent',
    'server {"method":"n"}',
    'handled n',
    'server {"id":1,"result":{}}',
  ]);
});

test('handles messages in any order and any chunking', async () => {
  const answers = fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 6, maxLength: 6 });
  const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 6 }), { maxLength: 6 });
  const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(answers, texts, fc.infiniteStream(fc.boolean()), cuts, async (ids, notes, coin, sizes) => {
      const stdout = new PassThrough();
      const faults: unknown[] = [];
      const onFault = (fault: unknown): void => void faults.push(fault);
      const connection = new Connection(stdioLineDuplex(new PassThrough(), stdout), { onTraffic: ignore, onFault });
      const heard: unknown[] = [];
      void rejectionOf(connection.waitForNotification(({ params }) => heard.push(params) < 0, 'none'));
      const results = Promise.all(Array.from({ length: 6 }, (_, index) => connection.request(`m${index + 1}`)));

      const lines = interleaved(
        ids.map((id) => ({ id, result: `result of ${id}\u2028` })),
        notes.map((text) => ({ method: 'n', params: text })),
        coin,
      );
      const bytes = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
      for (const piece of piecesOf(bytes, sizes)) stdout.write(piece);

      expect(await results).toEqual([1, 2, 3, 4, 5, 6].map((id) => `result of ${id}\u2028`));
      stdout.end();
      await once(stdout, 'close');
      expect({ heard, faults }).toEqual({ heard: notes, faults: [] });
    }),
    { numRuns: 60 },
  );
});

function ignore(): void {
  // The test reads the results.
}

function interleaved<T, U>(left: readonly T[], right: readonly U[], coin: Iterator<boolean>): (T | U)[] {
  const mixed: (T | U)[] = [];
  const [a, b] = [[...left], [...right]];
  while (a.length > 0 || b.length > 0) {
    const next = b.length === 0 || (a.length > 0 && coin.next().value === true) ? a.shift() : b.shift();
    if (next !== undefined) mixed.push(next);
  }
  return mixed;
}

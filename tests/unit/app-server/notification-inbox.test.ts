import { expect, test } from 'vitest';

import { WaitTimeoutError } from '../../../helpers/app-server/connection-errors.ts';
import type { Notification } from '../../../helpers/app-server/messages.ts';
import { newConnection, openConnection, rejectionOf } from './memory-duplex.ts';

test('resolves to the first notification that the predicate accepts', async () => {
  const { connection, duplex } = openConnection();
  const found = connection.waitForNotification(isTurn(2));
  for (const turn of [1, 2, 2]) duplex.receive({ method: 'turn/completed', params: { turn } });
  expect(await found).toEqual({ kind: 'notification', method: 'turn/completed', params: { turn: 2 } });
});

test('lets several waits have the same notification', async () => {
  const { connection, duplex } = openConnection();
  const found = Promise.all([connection.waitForNotification(isTurn(1)), connection.waitForNotification(isTurn(1))]);
  duplex.receive({ method: 'a', params: { turn: 1 } });
  expect((await found).map(({ method }) => method)).toEqual(['a', 'a']);
});

test('can be started before the connection is open', async () => {
  const { connection, duplex } = newConnection();
  const found = connection.waitForNotification(isTurn(1));
  connection.open();
  duplex.receive({ method: 'a', params: { turn: 1 } });
  expect((await found).method).toBe('a');
});

test('finds what came together with an answer only when it may look back', async () => {
  const { connection, duplex } = openConnection();
  const answer = connection.request('turn/start');
  duplex.receive({ id: 1, result: {} });
  duplex.receive({ method: 'turn/completed', params: { turn: 1 } });
  await answer;
  const [missed, found] = [
    rejectionOf(connection.waitForNotification(isTurn(1), { timeoutMs: 1 })),
    connection.waitForNotification(isTurn(1), { timeoutMs: 1, sinceStart: true }),
  ];
  expect([await missed, (await found).method]).toEqual([expect.any(WaitTimeoutError), 'turn/completed']);
});

test('takes the earliest of the past', async () => {
  const { connection, duplex } = openConnection();
  for (const method of ['first', 'second']) duplex.receive({ method });
  const seen: string[] = [];
  const found = connection.waitForNotification(({ method }) => seen.push(method) > 0, { sinceStart: true });
  expect([(await found).method, seen]).toEqual(['first', ['first']]);
});

test('finds the past of a closed connection', async () => {
  const { connection, duplex } = openConnection();
  duplex.receive({ method: 'turn/completed', params: { turn: 1 } });
  duplex.end();
  expect((await connection.waitForNotification(isTurn(1), { sinceStart: true })).method).toBe('turn/completed');
  expect(String(await rejectionOf(connection.waitForNotification(isTurn(2), { sinceStart: true })))).toBe(
    'ConnectionClosedError: No matching notification: the connection is closed (end of the stream).',
  );
});

test('says at its timeout what it waited for and what came, from the start when it looks back', async () => {
  const { connection, duplex } = openConnection();
  duplex.receive({ method: 'thread/started' });
  const errors = Promise.all([
    rejectionOf(connection.waitForNotification(isTurn(1), { timeoutMs: 2, expected: 'turn/completed of turn 1' })),
    rejectionOf(connection.waitForNotification(isTurn(1), { timeoutMs: 2, sinceStart: true })),
  ]);
  duplex.receive({ method: 'turn/completed', params: { turn: 3 } });
  expect(await errors).toEqual([
    new WaitTimeoutError('No turn/completed of turn 1', 2, ['turn/completed']),
    new WaitTimeoutError('No matching notification', 2, ['thread/started', 'turn/completed']),
  ]);
  expect(String(await rejectionOf(connection.waitForNotification(isTurn(1), { timeoutMs: 0 })))).toBe(
    'WaitTimeoutError: No matching notification within 0 ms. Meanwhile came: nothing.',
  );
});

test('ends with the reason of an aborted signal', async () => {
  const { connection } = openConnection();
  const aborter = new AbortController();
  const failure = rejectionOf(connection.waitForNotification(isTurn(1), { signal: aborter.signal }));
  aborter.abort('enough');
  expect(await failure).toBe('enough');
  expect(await rejectionOf(connection.waitForNotification(isTurn(1), { signal: aborter.signal }))).toBe('enough');
});

test('rejects with what the predicate throws, and leaves the connection alone', async () => {
  const { connection, duplex, faults } = openConnection();
  const failure = rejectionOf(
    connection.waitForNotification(() => {
      throw new Error('bad predicate');
    }),
  );
  const found = connection.waitForNotification(() => true);
  duplex.receive({ method: 'a' });
  expect([await failure, (await found).method, faults]).toEqual([new Error('bad predicate'), 'a', []]);
});

function isTurn(turn: number): (notification: Notification) => boolean {
  return ({ params }) => (params as { turn?: unknown } | undefined)?.turn === turn;
}

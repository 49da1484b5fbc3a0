import { expect, test } from 'vitest';

import type { Notification } from '../../../helpers/app-server/messages.ts';
import { openConnection, rejectionOf } from './memory-duplex.ts';

test('resolves to the first accepted notification', async () => {
  const { connection, duplex } = openConnection();
  const found = connection.waitForNotification(isTurn(2), 'turn');
  for (const turn of [1, 2, 2]) duplex.receive({ method: 'turn/completed', params: { turn } });
  expect(await found).toEqual({ kind: 'notification', method: 'turn/completed', params: { turn: 2 } });
});

test('one notification can end several waits', async () => {
  const { connection, duplex } = openConnection();
  const found = Promise.all([
    connection.waitForNotification(isTurn(1), 'turn'),
    connection.waitForNotification(isTurn(1), 'turn'),
  ]);
  duplex.receive({ method: 'a', params: { turn: 1 } });
  expect((await found).map(({ method }) => method)).toEqual(['a', 'a']);
});

test('prefers the earliest past notification', async () => {
  const { connection, duplex } = openConnection();
  for (const method of ['first', 'second']) duplex.receive({ method });
  const seen: string[] = [];
  const found = connection.waitForNotification(({ method }) => seen.push(method) > 0, 'any');
  expect([(await found).method, seen]).toEqual(['first', ['first']]);
});

test('finds past notifications of a closed connection', async () => {
  const { connection, duplex } = openConnection();
  duplex.receive({ method: 'turn/completed', params: { turn: 1 } });
  duplex.end();
  expect((await connection.waitForNotification(isTurn(1), 'turn')).method).toBe('turn/completed');
  expect(String(await rejectionOf(connection.waitForNotification(isTurn(2), 'turn')))).toBe(
    'ConnectionClosedError: No turn: the connection is closed (end of the stream).',
  );
});

test('rejects with the error of the predicate', async () => {
  const { connection, duplex, faults } = openConnection();
  const failure = rejectionOf(
    connection.waitForNotification(() => {
      throw new Error('bad predicate');
    }, 'any'),
  );
  const found = connection.waitForNotification(() => true, 'any');
  duplex.receive({ method: 'a' });
  expect([await failure, (await found).method, faults]).toEqual([new Error('bad predicate'), 'a', []]);
});

function isTurn(turn: number): (notification: Notification) => boolean {
  return ({ params }) => (params as { turn?: unknown } | undefined)?.turn === turn;
}

import { expect, test } from 'vitest';
import { createClient } from '../../../../helpers/scenarios/dsl/client.ts';
import { openConnection } from '../../app-server/memory-duplex.ts';

function started(id: string): object {
  return { method: 'thread/started', params: { thread: { id } } };
}

test('a conversation that ends with a thread goes on when that thread is announced, and no other', async () => {
  const { connection, duplex } = openConnection();
  const told: string[] = [];
  const opened = createClient(connection)
    .announcedThread({ ephemeral: true })
    .then(() => told.push('opened'));
  duplex.receive({ id: 1, result: { thread: { id: 'mine' } } });
  duplex.receive(started('another'));
  connection.onNotification(() => told.push('announced'));
  await new Promise(setImmediate);
  duplex.receive(started('mine'));
  await opened;
  expect(told).toEqual(['announced', 'opened']);
  expect(duplex.sent).toEqual([{ method: 'thread/start', id: 1, params: { ephemeral: true } }]);
});

test.for([
  ['was announced before its answer', [started('mine'), { id: 1, result: { thread: { id: 'mine' } } }]],
  ['is refused', [{ id: 1, error: { code: -32600, message: 'no' } }]],
  ['has no id', [{ id: 1, result: {} }]],
] as const)('a thread that %s is not waited for', async ([, messages]) => {
  const { connection, duplex } = openConnection();
  const opened = createClient(connection).announcedThread();
  for (const message of messages) duplex.receive(message);
  await expect(opened).resolves.toBeUndefined();
});

import { expect, test } from 'vitest';
import { createClient } from '../../../../helpers/scenarios/dsl/client.ts';
import { openConnection } from '../../app-server/memory-duplex.ts';

function started(id: string): object {
  return { method: 'thread/started', params: { thread: { id } } };
}

test('announcedThread waits for its own thread/started', async () => {
  const { connection, duplex } = openConnection();
  const log: string[] = [];
  const opened = createClient(connection)
    .announcedThread({ ephemeral: true })
    .then(() => log.push('opened'));
  duplex.receive({ id: 1, result: { thread: { id: 'mine' } } });
  duplex.receive(started('another'));
  await new Promise(setImmediate);
  expect(log).toEqual([]);
  duplex.receive(started('mine'));
  await opened;
  expect(log).toEqual(['opened']);
  expect(duplex.sent).toEqual([{ method: 'thread/start', id: 1, params: { ephemeral: true } }]);
});

test.for([
  ['was announced before its response', [started('mine'), { id: 1, result: { thread: { id: 'mine' } } }]],
  ['is refused', [{ id: 1, error: { code: -32600, message: 'no' } }]],
  ['has no id', [{ id: 1, result: {} }]],
] as const)('announcedThread does not wait for a thread that %s', async ([, messages]) => {
  const { connection, duplex } = openConnection();
  const opened = createClient(connection).announcedThread();
  for (const message of messages) duplex.receive(message);
  await expect(opened).resolves.toBeUndefined();
});

import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { sendReply, type SentReply } from '../../../helpers/model/send-reply.ts';
import { gate, type Action } from '../../../helpers/model/script.ts';

/** An answer that is yet to be given, and the client that waits for it. */
async function asked(): Promise<{ response: ServerResponse; client: Socket }> {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => undefined);
  client.write('GET / HTTP/1.1\r\nhost: h\r\n\r\n');
  const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
  return { response, client };
}

test.each<[string, Action]>([
  ['a gate that is never opened', { do: 'wait', gate: gate() }],
  ['a stall', { do: 'stall' }],
])('%s ends when the client leaves', async (_, action) => {
  const { response, client } = await asked();
  const played: SentReply = { status: 0, body: '', ended_by: 'open' };
  const done = sendReply(
    [{ do: 'head', status: 200 }, action, { do: 'bytes', bytes: 'late' }],
    response,
    played,
    () => false,
  );
  client.destroy();
  await done;
  expect(played).toEqual({ status: 200, body: '', ended_by: 'client' });
});

test('sends nothing to a client that is gone', async () => {
  const { response, client } = await asked();
  client.destroy();
  await once(response, 'close');
  const played: SentReply = { status: 0, body: '', ended_by: 'open' };
  await sendReply([{ do: 'stall' }, { do: 'end' }], response, played, () => false);
  expect(played).toEqual({ status: 0, body: '', ended_by: 'client' });
});

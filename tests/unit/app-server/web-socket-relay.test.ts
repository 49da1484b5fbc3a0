import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { webSocketLineDuplex } from '../../../helpers/app-server/web-socket-duplex.ts';
import { relayTo } from '../../../helpers/app-server/web-socket-relay.ts';
import { failureOf } from '../codex/temporary.ts';

/** Both ends of a connection. */
async function connected(): Promise<{ client: Socket; server: Socket }> {
  const listener = createServer();
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const client = connect((listener.address() as AddressInfo).port, '127.0.0.1');
  const [server] = (await once(listener, 'connection')) as [Socket];
  listener.close();
  onTestFinished(() => void [client, server].map((socket) => socket.destroy()));
  return { client, server };
}

/** The close of a duplex that connects to this address. */
async function closeOf(
  address: Promise<string>,
): Promise<{ reason: Error | null; duplex: { send(line: string): void } }> {
  const duplex = webSocketLineDuplex(address);
  const { promise, resolve } = Promise.withResolvers<Error | null>();
  duplex.listen(() => undefined, resolve);
  duplex.send('{}');
  return { reason: await promise, duplex };
}

test.each([true, false])('forwards the offer to compress only if asked: %j', async (keepsOffer) => {
  const { client, server } = await connected();
  const closed = closeOf(relayTo(client, keepsOffer));
  const [head] = (await once(server, 'data')) as [Buffer];
  expect(head.toString()).toMatch(/^GET \/ HTTP\/1\.1\r\n[^]*\r\n\r\n$/);
  expect(/^sec-websocket-extensions: permessage-deflate/im.test(head.toString())).toBe(keepsOffer);
  server.destroy();
  expect((await closed).reason?.message).toBe('the WebSocket was closed with code 1006');
});

test('closes the client of a server that has closed', async () => {
  const { client, server } = await connected();
  server.destroy();
  await once(client.resume(), 'close');
  const { reason } = await closeOf(relayTo(client, true));
  expect(reason?.message).toBe('the WebSocket was closed with code 1006');
});

test('closes with the reason for a missing address', async () => {
  const { reason, duplex } = await closeOf(Promise.reject(new Error('no address')));
  expect(reason?.message).toBe('no address');
  expect((await failureOf(() => duplex.send('{}'))).message).toContain('the WebSocket is closed');
});

import { type AddressInfo, createServer, type Socket } from 'node:net';
import { pipeline, Transform } from 'node:stream';

const END_OF_HEAD = '\r\n\r\n';
const EXTENSIONS = /^sec-websocket-extensions:.*\r\n/im;

/**
 * A WebSocket address on loopback for one client, which is connected to this server: the client of Node.js connects to no Unix
 * socket, and always offers to compress messages. If the server closes its connection, so does the relay.
 *
 * @param keepsOffer false to remove that offer
 * @param headers that are added to the request of the client
 */
export async function relayTo(
  server: Socket,
  keepsOffer: boolean,
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const relay = createServer((client) => {
    relay.close();
    if (server.destroyed) return void client.destroy();
    pipeline([client, changesHead(keepsOffer, headers), server], () => undefined);
    return void pipeline(server, client, () => undefined);
  });
  server.on('close', () => relay.close());
  const { promise, resolve } = Promise.withResolvers<string>();
  relay.listen(0, '127.0.0.1', () => resolve(`ws://127.0.0.1:${(relay.address() as AddressInfo).port}`));
  return await promise;
}

function changesHead(keepsOffer: boolean, headers: Readonly<Record<string, string>>): Transform {
  const added = Object.entries(headers).map(([name, value]) => `\r\n${name}: ${value}`);
  let head: string | null = '';
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (head === null) return done(null, chunk);
      head += chunk.toString('latin1');
      if (!head.includes(END_OF_HEAD)) return done();
      const kept = keepsOffer ? head : head.replace(EXTENSIONS, '');
      const rest = Buffer.from(kept.replace(END_OF_HEAD, `${added.join('')}${END_OF_HEAD}`), 'latin1');
      head = null;
      return done(null, rest);
    },
  });
}

import { type AddressInfo, createServer, type Socket } from 'node:net';
import { pipeline, Transform } from 'node:stream';

const END_OF_HEAD = '\r\n\r\n';
const EXTENSIONS = /^sec-websocket-extensions:.*\r\n/im;

/**
 * A WebSocket address on loopback for one client, which is connected to this server: the client of Node.js connects to no Unix
 * socket, and always offers to compress messages. If the server closes its connection, so does the relay.
 *
 * @param keepsOffer false to remove that offer
 */
export async function relayTo(server: Socket, keepsOffer: boolean): Promise<string> {
  const relay = createServer((client) => {
    relay.close();
    if (server.destroyed) return void client.destroy();
    pipeline([client, ...(keepsOffer ? [] : [withoutExtensions()]), server], () => undefined);
    return void pipeline(server, client, () => undefined);
  });
  server.on('close', () => relay.close());
  const { promise, resolve } = Promise.withResolvers<string>();
  relay.listen(0, '127.0.0.1', () => resolve(`ws://127.0.0.1:${(relay.address() as AddressInfo).port}`));
  return await promise;
}

function withoutExtensions(): Transform {
  let head: string | null = '';
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (head === null) return done(null, chunk);
      head += chunk.toString('latin1');
      if (!head.includes(END_OF_HEAD)) return done();
      const rest = Buffer.from(head.replace(EXTENSIONS, ''), 'latin1');
      head = null;
      return done(null, rest);
    },
  });
}

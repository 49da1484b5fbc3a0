import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { announcedSocket, unixSocket } from '../../../helpers/app-server/server-sockets.ts';
import { failureOf, temporaryFolder } from '../codex/temporary.ts';

const NEVER = new Promise<never>(() => undefined);
const EXITED = Promise.reject(new Error('it exited'));
EXITED.catch(() => undefined);

/** A server that greets each client. */
async function greeting(place: number | string): Promise<Server> {
  const server = createServer((socket) => void socket.end('hello'));
  server.listen(typeof place === 'number' ? { port: place, host: '127.0.0.1' } : { path: place });
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return server;
}

async function textOf(socket: Socket): Promise<string> {
  return (await socket.setEncoding('utf8').toArray()).join('');
}

function portOf(server: Server): number {
  return (server.address() as { port: number }).port;
}

test('connects to the address that a server prints', async () => {
  const port = portOf(await greeting(0));
  const stderr = new PassThrough();
  const socket = announcedSocket({ stderr, ended: NEVER });
  stderr.write('a warning\n  listening on: ws://127.0.0.1:');
  stderr.write(`${port}\n`);
  expect(await textOf(await socket)).toBe('hello');
});

test('closes the socket if the printed address refuses it', async () => {
  const server = await greeting(0);
  const port = portOf(server);
  server.close();
  const stderr = new PassThrough();
  const opening = announcedSocket({ stderr, ended: NEVER });
  stderr.write(`listening on: ws://127.0.0.1:${port}\n`);
  const socket = await opening;
  await new Promise((resolve) => void socket.once('close', resolve));
  expect(socket.destroyed).toBe(true);
});

test('rejects if the server exits without an address', async () => {
  const failure = await failureOf(() => announcedSocket({ stderr: new PassThrough(), ended: EXITED }));
  expect(failure).toEqual({ message: 'the server printed no address' });
});

test('connects to a Unix socket that is created later', async () => {
  const path = join(temporaryFolder(), 'a.sock');
  const socket = unixSocket(path, { ended: NEVER });
  await greeting(path);
  expect(await textOf(await socket)).toBe('hello');
});

test('rejects if the server exits without its socket', async () => {
  const failure = await failureOf(() => unixSocket(join(temporaryFolder(), 'a.sock'), { ended: EXITED }));
  expect(failure).toEqual({ message: 'the server did not listen at its socket' });
});

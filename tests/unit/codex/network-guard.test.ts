import { once } from 'node:events';
import { request, type IncomingMessage, type RequestOptions } from 'node:http';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { startNetworkGuard, type NetworkGuard } from '../../../helpers/codex/network-guard.ts';

async function guarded(currentProcess = () => 1): Promise<NetworkGuard> {
  const guard = await startNetworkGuard(currentProcess);
  onTestFinished(() => guard.close());
  return guard;
}

/** Sends one request through the guard and gives the status of its answer. */
async function send(guard: NetworkGuard, options: RequestOptions): Promise<number | undefined> {
  const sent = request(guard.url, { agent: false, ...options }).end();
  const [response] = (await once(sent, options.method === 'CONNECT' ? 'connect' : 'response')) as [IncomingMessage];
  response.resume();
  return response.statusCode;
}

function targets(guard: NetworkGuard): string[] {
  return guard.attempts.map(({ target }) => target);
}

test('refuses a tunnel and notes where it was to lead', async () => {
  const guard = await guarded();
  expect(await send(guard, { method: 'CONNECT', path: 'api.openai.com:443' })).toBe(403);
  expect(guard.attempts).toEqual([{ process: 1, t_ms: expect.any(Number), target: 'api.openai.com:443' }]);
});

test('refuses a plain request and notes its whole address', async () => {
  const guard = await guarded();
  expect(await send(guard, { path: 'http://example.com/a?b=c' })).toBe(403);
  expect(await send(guard, { method: 'POST', path: 'http://example.com/d' })).toBe(403);
  expect(targets(guard)).toEqual(['http://example.com/a?b=c', 'http://example.com/d']);
});

test('notes which codex it was, and when', async () => {
  let current = 1;
  const guard = await guarded(() => current);
  await send(guard, { method: 'CONNECT', path: 'one:443' });
  current = 2;
  await send(guard, { path: 'http://two/' });
  expect(guard.attempts.map(({ process, target }) => [process, target])).toEqual([
    [1, 'one:443'],
    [2, 'http://two/'],
  ]);
  const [first, second] = guard.attempts.map(({ t_ms }) => t_ms);
  expect(second).toBeGreaterThan(first!);
});

test('outlives clients that reset the connection or talk nonsense', async () => {
  const guard = await guarded();
  const port = Number(new URL(guard.url).port);
  for (const words of [
    'CONNECT gone:443 HTTP/1.1\r\n\r\n',
    'GET http://gone/ HTTP/1.1\r\nhost: gone\r\n\r\n',
    '\u0016\u0003\u0001\u0002',
  ]) {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    socket.write(words);
    await once(socket, 'data');
    socket.resetAndDestroy();
  }
  expect(await send(guard, { method: 'CONNECT', path: 'next:443' })).toBe(403);
  expect(targets(guard)).toEqual(['gone:443', 'http://gone/', 'next:443']);
});

test('closing ends connections that are open and frees the port', async () => {
  const guard = await startNetworkGuard(() => 1);
  const port = Number(new URL(guard.url).port);
  const idle = connect(port, '127.0.0.1').on('error', () => undefined);
  await once(idle, 'connect');
  const closed = once(idle, 'close');
  await guard.close();
  await closed;
  const [error] = (await once(connect(port, '127.0.0.1'), 'error')) as [NodeJS.ErrnoException];
  expect(error.code).toBe('ECONNREFUSED');
});

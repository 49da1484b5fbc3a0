import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { startStopwatch } from '../util/stopwatch.ts';

/** One attempt to leave loopback. */
export interface Attempt {
  /** The codex process that ran when it was made. */
  readonly process: number;
  readonly t_ms: number;
  /** `host:port` for a tunnel, otherwise the absolute URL. */
  readonly target: string;
}

/** A proxy that lets nothing through. */
export interface NetworkGuard {
  /** For HTTPS_PROXY and its like. */
  readonly url: string;
  readonly attempts: readonly Attempt[];
  close(): Promise<void>;
}

/**
 * Starts a proxy on loopback that refuses at once and notes who was to be reached. A refusal that comes at once keeps
 * background look-ups from slowing a run down, and makes them visible.
 *
 * @param currentProcess the number of the codex process that runs now
 */
export async function startNetworkGuard(currentProcess: () => number): Promise<NetworkGuard> {
  const elapsed = startStopwatch();
  const attempts: Attempt[] = [];
  const note = (target: string): void => {
    attempts.push({ process: currentProcess(), t_ms: elapsed(), target });
  };
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    note(request.url ?? '');
    response.writeHead(403, { connection: 'close' }).end();
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A client that goes away in the middle of its request is no fault of ours.
    socket.on('error', () => undefined);
  });
  server.on('connect', (request, socket) => {
    note(request.url ?? '');
    socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    attempts,
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { startStopwatch } from '../util/stopwatch.ts';

/** An attempt to leave loopback. */
export interface Attempt {
  /** The number of the codex process that ran at that time. */
  readonly process: number;
  readonly t_ms: number;
  /** `host:port` for a tunnel, otherwise the absolute URL. */
  readonly target: string;
}

/** A proxy that refuses every request. */
export interface NetworkGuard {
  /** The value for HTTPS_PROXY and similar variables. */
  readonly url: string;
  readonly attempts: readonly Attempt[];
  close(): Promise<void>;
}

/**
 * Starts a proxy on loopback that refuses each request immediately and records its target, so that background requests
 * are visible and do not slow down a run.
 *
 * @param currentProcess returns the number of the running codex process
 */
export async function startNetworkGuard(currentProcess: () => number): Promise<NetworkGuard> {
  const elapsed = startStopwatch();
  const attempts: Attempt[] = [];
  const note = (target: string): void => {
    attempts.push({ process: currentProcess(), t_ms: elapsed(), target });
  };
  const sockets = new Set<Socket>();
  // Importing it loads undici too, which takes longer than all the rest of this module.
  const { createServer } = process.getBuiltinModule('node:http');
  const server = createServer((request, response) => {
    note(request.url ?? '');
    response.writeHead(403, { connection: 'close' }).end();
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // The client may close the connection at any time.
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

import { watch } from 'node:fs';
import { connect, type NetConnectOpts, type Socket } from 'node:net';
import { basename, dirname } from 'node:path';
import type { CodexProcess } from '../codex/codex-process.ts';
import { createLineSplitter } from '../util/jsonl/lines.ts';

const LISTENING = /^ *listening on: ws:\/\/([\d.]+):(\d+)$/;

/**
 * Connects to the address that a server with `--listen ws://127.0.0.1:0` prints to stderr. Call it in the tick of the start. Rejects
 * if the server exits before it prints one. If the address refuses the connection, the socket closes.
 */
export async function announcedSocket({ stderr, ended }: Pick<CodexProcess, 'stderr' | 'ended'>): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const splitter = createLineSplitter();
  stderr.on('data', (chunk: Uint8Array) => {
    for (const { text } of splitter.push(chunk)) {
      const [, host, port] = LISTENING.exec(text) ?? [];
      if (host !== undefined) resolve(socketTo({ host, port: Number(port) }));
    }
  });
  const fail = (): void => reject(new Error('the server printed no address'));
  ended.then(fail, fail);
  return await promise;
}

/**
 * Connects to a Unix socket as soon as the server listens. Rejects if the server exits before that.
 *
 * @param path in an existing folder
 */
export async function unixSocket(path: string, { ended }: Pick<CodexProcess, 'ended'>): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  let isConnected = false;
  const attempt = (): void => {
    const socket = socketTo({ path });
    socket.on('connect', () => {
      if (isConnected) return socket.destroy();
      isConnected = true;
      return resolve(socket);
    });
  };
  // A server creates its socket, listens, and then sets its mode or links it: the last change finds it listening.
  const watcher = watch(dirname(path), (_, name) => {
    if (name === basename(path)) attempt();
  });
  const fail = (): void => reject(new Error('the server did not listen at its socket'));
  ended.then(fail, fail);
  attempt();
  try {
    return await promise;
  } finally {
    watcher.close();
  }
}

/** A socket whose errors only close it. */
function socketTo(options: NetConnectOpts): Socket {
  const socket = connect(options);
  socket.on('error', () => socket.destroy());
  return socket;
}

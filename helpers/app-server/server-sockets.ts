import { connect, type Socket } from 'node:net';
import type { CodexProcess } from '../codex/codex-process.ts';
import { createLineSplitter } from '../util/jsonl/lines.ts';

const LISTENING = /^ *listening on: ws:\/\/([\d.]+):(\d+)$/;

/**
 * Connects to the address that a server with `--listen ws://127.0.0.1:0` prints to stderr. Call it in the tick of the start. Rejects
 * if the server exits before.
 */
export async function announcedSocket({ stderr, ended }: Pick<CodexProcess, 'stderr' | 'ended'>): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const splitter = createLineSplitter();
  stderr.on('data', (chunk: Uint8Array) => {
    for (const { text } of splitter.push(chunk)) {
      const [, host, port] = LISTENING.exec(text) ?? [];
      if (host !== undefined) resolve(connect(Number(port), host));
    }
  });
  const fail = (): void => reject(new Error('the server printed no address'));
  ended.then(fail, fail);
  return await promise;
}

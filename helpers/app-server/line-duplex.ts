import type { Readable, Writable } from 'node:stream';
import { createLineSplitter, type Line } from '../util/jsonl/lines.ts';
import { ConnectionClosedError } from './connection-errors.ts';

/** Lines in both directions. */
export interface LineDuplex {
  /**
   * Begins to read. Call it once. The listeners must not throw.
   *
   * @param onClose called once after the last line; null for an orderly end
   */
  listen(onLine: (text: string) => void, onClose: (reason: Error | null) => void): void;
  /** Sends one line, given without its line break. Throws a `ConnectionClosedError` if it cannot arrive any more. */
  send(line: string): void;
  /** Ends the sending direction. Lines may still arrive. */
  close(): void;
}

/**
 * Lines over the standard streams of a process: writes to `stdin`, reads from `stdout`. Listen in the same tick as the spawn. The
 * end of `stdout` closes the duplex. After an error of `stdin` (EPIPE: the process has exited) each `send` throws, and the error
 * is the reason of the close.
 */
export function stdioLineDuplex(stdin: Writable, stdout: Readable): LineDuplex {
  let stdinError: Error | null = null;
  stdin.on('error', (error) => {
    stdinError ??= error;
  });
  return {
    listen(onLine, onClose) {
      const splitter = createLineSplitter();
      let ended = false;
      const deliver = (lines: readonly Line[]): void => lines.forEach(({ text }) => onLine(text));
      const end = (reason: Error | null): void => {
        if (ended) return;
        ended = true;
        deliver(splitter.end());
        onClose(reason);
      };
      stdout.on('data', (chunk: Uint8Array) => deliver(splitter.push(chunk)));
      stdout.on('error', (error) => end(error));
      stdout.on('end', () => end(stdinError));
      stdout.on('close', () => end(stdinError));
    },
    send(line) {
      if (line.includes('\n')) throw new TypeError('Cannot send a line that contains a line break');
      if (stdinError !== null) throw new ConnectionClosedError('Cannot send', stdinError, []);
      if (!stdin.writable) throw new ConnectionClosedError('Cannot send', new Error('stdin is closed'), []);
      stdin.write(`${line}\n`);
    },
    close() {
      stdin.end();
    },
  };
}

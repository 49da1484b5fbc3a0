import type { Readable, Writable } from 'node:stream';
import { createLineSplitter, type Line } from '../util/jsonl/lines.ts';
import { ConnectionClosedError } from './connection-errors.ts';

/** Receives each line. Must not throw. */
export type LineListener = (text: string) => void;

/** Called once after the last line; null for an orderly end. Must not throw. */
export type CloseListener = (reason: Error | null) => void;

/** Lines in both directions. */
export interface LineDuplex {
  /** Sends one line, given without its line break. Throws a `ConnectionClosedError` if it cannot arrive any more. */
  send(line: string): void;
  /** The first listener also receives the lines that arrived before it. */
  onLine(listener: LineListener): void;
  /** A listener that is added after the end is called at once. */
  onClose(listener: CloseListener): void;
  /** Ends the sending direction. Lines may still arrive. */
  close(): void;
}

/**
 * Lines over the standard streams of a process: writes to `stdin`, reads from `stdout`.
 * Reading begins at once, so call it in the same tick as the spawn. The end of `stdout` closes the duplex.
 * After an error of `stdin` (EPIPE: the process has exited) each `send` throws, and the error is the reason of the close.
 */
export function stdioLineDuplex(stdin: Writable, stdout: Readable): LineDuplex {
  const splitter = createLineSplitter();
  const lineListeners: LineListener[] = [];
  const closeListeners: CloseListener[] = [];
  let backlog: Line[] = [];
  let stdinError: Error | null = null;
  let closed: { readonly reason: Error | null } | null = null;

  const deliver = (lines: readonly Line[]): void => {
    if (lineListeners.length === 0) {
      backlog.push(...lines);
      return;
    }
    for (const line of lines) {
      for (const listener of lineListeners) listener(line.text);
    }
  };
  const end = (reason: Error | null): void => {
    if (closed !== null) return;
    deliver(splitter.end());
    closed = { reason };
    for (const listener of closeListeners) listener(reason);
  };

  stdin.on('error', (error) => {
    stdinError ??= error;
  });
  stdout.on('data', (chunk: Uint8Array) => deliver(splitter.push(chunk)));
  stdout.on('error', (error) => end(error));
  stdout.on('end', () => end(stdinError));
  stdout.on('close', () => end(stdinError));

  return {
    send(line) {
      if (line.includes('\n')) throw new TypeError('Cannot send a line that contains a line break');
      if (stdinError !== null) throw new ConnectionClosedError('Cannot send', stdinError, []);
      if (!stdin.writable) throw new ConnectionClosedError('Cannot send', new Error('stdin is closed'), []);
      stdin.write(`${line}\n`);
    },
    onLine(listener) {
      lineListeners.push(listener);
      const kept = backlog;
      backlog = [];
      deliver(kept);
    },
    onClose(listener) {
      closeListeners.push(listener);
      if (closed !== null) listener(closed.reason);
    },
    close() {
      stdin.end();
    },
  };
}

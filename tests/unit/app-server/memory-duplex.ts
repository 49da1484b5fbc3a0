import { Connection } from '../../../helpers/app-server/connection.ts';
import type { LineDuplex } from '../../../helpers/app-server/line-duplex.ts';

/** A duplex with the test at its other end. */
export class MemoryDuplex implements LineDuplex {
  /** The lines that the client sent, parsed if they are objects. */
  readonly sent: unknown[] = [];
  /** If set, sending fails with it. */
  sendError: Error | null = null;
  closed = false;
  #onLine: (text: string) => void = () => undefined;
  #onClose: (reason: Error | null) => void = () => undefined;

  listen(onLine: (text: string) => void, onClose: (reason: Error | null) => void): void {
    this.#onLine = onLine;
    this.#onClose = onClose;
  }

  /** The server sends a message, or a raw line. */
  receive(value: unknown): void {
    this.#onLine(typeof value === 'string' ? value : JSON.stringify(value));
  }

  /** The server closes the connection. */
  end(reason: Error | null = null): void {
    this.#onClose(reason);
  }

  send(line: string): void {
    if (this.sendError !== null) throw this.sendError;
    this.sent.push(line.startsWith('{') ? JSON.parse(line) : line);
  }

  close(): void {
    this.closed = true;
  }
}

/** A connection over a {@link MemoryDuplex}, with its traffic and faults. */
export function openConnection(duplex = new MemoryDuplex()) {
  const faults: unknown[] = [];
  const traffic: string[] = [];
  const connection = new Connection(duplex, {
    onTraffic: (from, text) => traffic.push(`${from} ${text}`),
    onFault: (error) => faults.push(error),
  });
  return { connection, duplex, traffic, faults };
}

/** The error that a promise rejects with. Throws if it resolves. */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  let value: unknown;
  try {
    value = await promise;
  } catch (error) {
    return error;
  }
  throw new Error(`Expected a rejection, got ${JSON.stringify(value)}`);
}

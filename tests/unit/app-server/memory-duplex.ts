import { Connection } from '../../../helpers/app-server/connection.ts';
import type { CloseListener, LineDuplex, LineListener } from '../../../helpers/app-server/line-duplex.ts';

/** A duplex with the test at its other end. */
export class MemoryDuplex implements LineDuplex {
  /** The lines that the client sent, parsed if they are objects. */
  readonly sent: unknown[] = [];
  /** If set, sending fails with it. */
  sendError: Error | null = null;
  closed = false;
  readonly #lineListeners: LineListener[] = [];
  readonly #closeListeners: CloseListener[] = [];

  /** The server sends a message, or a raw line. */
  receive(value: unknown): void {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    for (const listener of this.#lineListeners) listener(text);
  }

  /** The server closes the connection. */
  end(reason: Error | null = null): void {
    for (const listener of this.#closeListeners) listener(reason);
  }

  send(line: string): void {
    if (this.sendError !== null) throw this.sendError;
    this.sent.push(line.startsWith('{') ? JSON.parse(line) : line);
  }

  onLine(listener: LineListener): void {
    this.#lineListeners.push(listener);
  }

  onClose(listener: CloseListener): void {
    this.#closeListeners.push(listener);
  }

  close(): void {
    this.closed = true;
  }
}

/** A connection over a {@link MemoryDuplex}, with the faults that it reports. */
export interface TestConnection {
  readonly connection: Connection;
  readonly duplex: MemoryDuplex;
  readonly faults: unknown[];
}

/** Creates a connection in the state `new`. */
export function newConnection(): TestConnection {
  const duplex = new MemoryDuplex();
  const faults: unknown[] = [];
  const connection = new Connection(duplex, { onFault: (error) => faults.push(error) });
  return { connection, duplex, faults };
}

/** Creates a connection in the state `open`. */
export function openConnection(): TestConnection {
  const created = newConnection();
  created.connection.open();
  return created;
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

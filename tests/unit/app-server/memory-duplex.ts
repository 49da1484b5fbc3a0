import { Connection } from '../../../helpers/app-server/connection.ts';
import type { CloseListener, LineDuplex, LineListener } from '../../../helpers/app-server/line-duplex.ts';
import type { LineFlaw } from '../../../helpers/app-server/line-flaws.ts';
import type { Violation } from '../../../helpers/app-server/protocol-violations.ts';

/** A duplex whose other end is the test. */
export class MemoryDuplex implements LineDuplex {
  /** What the client sent, parsed where it is JSON. */
  readonly sent: unknown[] = [];
  /** Set to make the next sends fail. */
  sendError: Error | null = null;
  closed = false;
  readonly #lineListeners: LineListener[] = [];
  readonly #closeListeners: CloseListener[] = [];

  /** The server sends a message, or a raw line. */
  receive(value: unknown, flaws: readonly LineFlaw[] = []): void {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    for (const listener of this.#lineListeners) listener(text, flaws);
  }

  /** The server goes away. */
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

/** A connection over a {@link MemoryDuplex}, with all that it reports. */
export interface TestConnection {
  readonly connection: Connection;
  readonly duplex: MemoryDuplex;
  readonly faults: unknown[];
  readonly violations: Violation[];
}

/** Creates a connection in the state `new`. */
export function newConnection(): TestConnection {
  const duplex = new MemoryDuplex();
  const faults: unknown[] = [];
  const violations: Violation[] = [];
  const connection = new Connection(duplex, { onFault: (error) => faults.push(error) });
  connection.onViolation((violation) => violations.push(violation));
  return { connection, duplex, faults, violations };
}

/** Creates a connection in the state `open`. */
export function openConnection(): TestConnection {
  const created = newConnection();
  created.connection.open();
  return created;
}

/** What a promise is rejected with. Fails if it is not. */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  let value: unknown;
  try {
    value = await promise;
  } catch (error) {
    return error;
  }
  throw new Error(`Expected a rejection, got ${JSON.stringify(value)}`);
}

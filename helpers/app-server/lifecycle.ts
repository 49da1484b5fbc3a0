import { ConnectionClosedError } from './connection-errors.ts';

/** The states of a connection, in order. */
export const CONNECTION_STATES = ['new', 'open', 'closed'] as const;

/** `new`: listeners can be added, nothing is read or sent. `open`: in use. `closed`: final. */
export type ConnectionState = (typeof CONNECTION_STATES)[number];

/** The state of a connection and why it closed. */
export class Lifecycle {
  #state: ConnectionState = 'new';
  #closeReason: Error | null = null;

  get state(): ConnectionState {
    return this.#state;
  }

  /** Null until it is closed, and for an orderly end. */
  get closeReason(): Error | null {
    return this.#closeReason;
  }

  open(): void {
    if (this.#state === 'closed') throw new ConnectionClosedError('Cannot open', this.#closeReason, []);
    if (this.#state === 'open') throw new Error('Cannot open: the connection is already open');
    this.#state = 'open';
  }

  close(reason: Error | null): boolean {
    if (this.#state === 'closed') return false;
    this.#state = 'closed';
    this.#closeReason = reason;
    return true;
  }

  /** Throws unless the state is `open`. `what` begins the message, such as `Cannot send turn/start`. */
  assertOpen(what: string): void {
    if (this.#state === 'closed') throw new ConnectionClosedError(what, this.#closeReason, []);
    if (this.#state === 'new') throw new Error(`${what}: the connection is new, call open() first`);
  }
}

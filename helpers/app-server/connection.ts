import { Arrivals, type NotificationPredicate, type NotificationWaitOptions } from './notification-inbox.ts';
import { WaitTimeoutError } from './connection-errors.ts';
import { dispatch } from './dispatch.ts';
import { encodeNotification, encodeRequest } from './encode.ts';
import { Lifecycle, type ConnectionState } from './lifecycle.ts';
import type { CloseListener, LineDuplex } from './line-duplex.ts';
import type { LineFlaw } from './line-flaws.ts';
import { Listeners, type Unsubscribe } from './listeners.ts';
import type { Notification, Request, RequestId } from './messages.ts';
import { PendingRequests } from './pending-requests.ts';
import { ServerRequests, type RequestHandler } from './server-requests.ts';
import type { Violation } from './protocol-violations.ts';
import { startWait, type WaitLimits } from './deferred.ts';

/** Options of a {@link Connection}. */
export interface ConnectionOptions {
  /** Told of what a listener or handler threw: a fault of the suite, never of codex. Must not throw. */
  readonly onFault: (error: unknown) => void;
}

/** Options of one request. */
export interface RequestOptions extends WaitLimits {
  /** @default the next integer that no request has had, from 1 */
  readonly id?: RequestId | undefined;
}

/** A client of `codex app-server` over any duplex of lines. Lines are handled one by one, in the order in which they come. */
export class Connection {
  readonly #duplex: LineDuplex;
  readonly #lifecycle = new Lifecycle();
  readonly #arrivals = new Arrivals();
  readonly #pending = new PendingRequests();
  readonly #serverRequests: ServerRequests;
  readonly #traffic: Listeners<[from: 'client' | 'server', text: string]>;
  readonly #notifications: Listeners<[Notification]>;
  readonly #violations: Listeners<[Violation]>;
  readonly #closing: Listeners<[reason: Error | null]>;

  constructor(duplex: LineDuplex, { onFault }: ConnectionOptions) {
    this.#duplex = duplex;
    this.#serverRequests = new ServerRequests(onFault);
    this.#traffic = new Listeners(onFault);
    this.#notifications = new Listeners(onFault);
    this.#violations = new Listeners(onFault);
    this.#closing = new Listeners(onFault);
  }

  get state(): ConnectionState {
    return this.#lifecycle.state;
  }

  /** Server requests that no handler took, in order. They were answered with error -32601. */
  get unhandledRequests(): readonly Request[] {
    return this.#serverRequests.unhandled;
  }

  /** Begins to read. Throws unless the connection is new. */
  open(): void {
    this.#lifecycle.open();
    this.#duplex.onLine((line, flaws) => this.#receive(line, flaws));
    this.#duplex.onClose((reason) => this.#end(reason));
  }

  /**
   * Closes for good and ends the sending direction. What the server still says goes to the traffic listeners only.
   * Does nothing when it is closed already.
   */
  close(reason: Error = new Error('closed by the client')): void {
    if (this.#end(reason)) this.#duplex.close();
  }

  /**
   * Sends a request and resolves to its result. Without `params` the member is left out.
   * Rejects with a `ResponseError` for an error answer, a `ConnectionClosedError` when no answer can come any more,
   * a `WaitTimeoutError`, or the signal's reason.
   */
  async request(method: string, params?: unknown, { id, ...limits }: RequestOptions = {}): Promise<unknown> {
    this.#lifecycle.assertOpen(`Cannot send ${method}`);
    const ownId = id ?? this.#pending.nextId();
    if (this.#pending.isWaiting(ownId)) throw new Error(`The request with id ${JSON.stringify(ownId)} is unanswered`);
    const since = this.#arrivals.mark();
    const wait = startWait<unknown>({
      limits,
      // oxlint-disable-next-line typescript/unbound-method -- only names a frame of the stack
      entry: this.request,
      timeoutError: (timeoutMs) => new WaitTimeoutError(`No answer to ${method}`, timeoutMs, since()),
      onAbandoned: () => this.#pending.abandon(ownId),
    });
    this.#pending.add(ownId, method, wait);
    try {
      this.#send(encodeRequest(ownId, method, params));
    } catch (error) {
      this.#pending.abandon(ownId);
      wait.reject(error);
    }
    return wait.promise;
  }

  /** Sends a notification. Throws a `ConnectionClosedError` when the connection is closed. */
  notify(method: string, params?: unknown): void {
    this.#lifecycle.assertOpen(`Cannot send ${method}`);
    this.#send(encodeNotification(method, params));
  }

  /** Sends a line as it is, well-formed or not. Throws a `ConnectionClosedError` when the connection is closed. */
  sendLine(line: string): void {
    this.#lifecycle.assertOpen('Cannot send a line');
    this.#send(line);
  }

  /** Resolves to the next notification that the predicate accepts. Rejects at its limits, at the close, and with what the predicate throws. */
  async waitForNotification(
    predicate: NotificationPredicate,
    options: NotificationWaitOptions = {},
  ): Promise<Notification> {
    // oxlint-disable-next-line typescript/unbound-method -- only names a frame of the stack
    const found = this.#arrivals.waitFor(predicate, options, this.waitForNotification);
    if (this.state === 'closed') this.#arrivals.rejectAll(this.#lifecycle.closeReason, []);
    return found;
  }

  /** Told of each notification. */
  onNotification(listener: (notification: Notification) => void): Unsubscribe {
    return this.#notifications.add(listener);
  }

  /** Answers the requests of the server for one method. Throws when that method has a handler already. */
  onRequest(method: string, handler: RequestHandler): Unsubscribe {
    return this.#serverRequests.handle(method, handler);
  }

  /** Told of each line of the server that breaks the protocol. */
  onViolation(listener: (violation: Violation) => void): Unsubscribe {
    return this.#violations.add(listener);
  }

  /** Told of each line in both directions, in order, before it is sent or handled. */
  onTraffic(listener: (from: 'client' | 'server', text: string) => void): Unsubscribe {
    return this.#traffic.add(listener);
  }

  /** Told once when the connection closes; null for an orderly end. */
  onClose(listener: CloseListener): Unsubscribe {
    return this.#closing.add(listener);
  }

  #receive(line: string, flaws: readonly LineFlaw[]): void {
    this.#traffic.emit('server', line);
    if (this.state !== 'open') return;
    dispatch(line, flaws, {
      pending: this.#pending,
      arrivals: this.#arrivals,
      onNotification: (notification) => this.#notifications.emit(notification),
      onRequest: (request) => void this.#answer(request),
      onViolation: (violation) => this.#violations.emit(violation),
    });
  }

  async #answer(request: Request): Promise<void> {
    const line = await this.#serverRequests.answer(request);
    if (this.state !== 'open') return;
    try {
      this.#send(line);
    } catch {
      // The process has gone: its end closes the connection, and that tells everybody who waits.
    }
  }

  #send(line: string): void {
    this.#traffic.emit('client', line);
    this.#duplex.send(line);
  }

  #end(reason: Error | null): boolean {
    if (!this.#lifecycle.close(reason)) return false;
    const unanswered = this.#pending.rejectAll(reason);
    this.#arrivals.rejectAll(reason, unanswered);
    this.#closing.emit(reason);
    return true;
  }
}

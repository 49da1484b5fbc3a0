import { ConnectionClosedError } from './connection-errors.ts';
import { encodeNotification, encodeRequest } from './encode.ts';
import type { LineDuplex } from './line-duplex.ts';
import { classifyLine, type Notification, type Request, type RequestId } from './messages.ts';
import { NotificationInbox, type NotificationPredicate } from './notification-inbox.ts';
import { PendingRequests } from './pending-requests.ts';
import { ServerRequests, type RequestHandler } from './server-requests.ts';

/** Options of a {@link Connection}. */
export interface ConnectionOptions {
  /** Receives each line in both directions, in order, before it is sent or handled. Must not throw. */
  readonly onTraffic: (from: 'client' | 'server', text: string) => void;
  /** Receives what a handler throws: a fault of the suite, never of codex. Must not throw. */
  readonly onFault: (error: unknown) => void;
}

/** Options of one request. */
export interface RequestOptions {
  /** @default the next integer that no request has had, from 1 */
  readonly id?: RequestId | undefined;
}

/**
 * A client of `codex app-server` over any duplex of lines. Lines are handled one by one, in order of arrival. No call has a
 * time limit of its own: codex is killed at the deadline of its process, which closes the connection.
 */
export class Connection {
  /** Resolves when the connection closes, to the reason; null for an orderly end. */
  readonly closed: Promise<Error | null>;
  readonly #duplex: LineDuplex;
  readonly #onTraffic: ConnectionOptions['onTraffic'];
  readonly #serverRequests: ServerRequests;
  readonly #inbox = new NotificationInbox();
  readonly #pending = new PendingRequests();
  readonly #resolveClosed: (reason: Error | null) => void;
  #end: { readonly reason: Error | null } | null = null;

  /** Begins to read at once. */
  constructor(duplex: LineDuplex, { onTraffic, onFault }: ConnectionOptions) {
    const { promise, resolve } = Promise.withResolvers<Error | null>();
    this.closed = promise;
    this.#resolveClosed = resolve;
    this.#duplex = duplex;
    this.#onTraffic = onTraffic;
    this.#serverRequests = new ServerRequests(onFault);
    duplex.listen(
      (line) => this.#receive(line),
      (reason) => this.#close(reason),
    );
  }

  /** Closes for good and ends the sending direction. Later lines only reach `onTraffic`. Idempotent. */
  close(reason: Error = new Error('closed by the client')): void {
    if (this.#close(reason)) this.#duplex.close();
  }

  /**
   * Sends a request and resolves to its result. Without `params` the member is left out.
   * Rejects with a `ResponseError` for an error response, and with a `ConnectionClosedError` if none can arrive any more.
   */
  async request(
    method: string,
    params?: unknown,
    { id = this.#pending.nextId() }: RequestOptions = {},
  ): Promise<unknown> {
    this.#assertOpen(`Cannot send ${method}`);
    const result = this.#pending.add(id, method);
    try {
      this.#send(encodeRequest(id, method, params));
    } catch (error) {
      this.#pending.fail(id, error);
    }
    return await result;
  }

  /** Sends a notification. Throws a `ConnectionClosedError` if the connection is closed. */
  notify(method: string, params?: unknown): void {
    this.#assertOpen(`Cannot send ${method}`);
    this.#send(encodeNotification(method, params));
  }

  /** Sends a line unchanged, valid or not. Throws a `ConnectionClosedError` if the connection is closed. */
  sendLine(line: string): void {
    this.#assertOpen('Cannot send a line');
    this.#send(line);
  }

  /**
   * Resolves to the first notification since the start that the predicate accepts. Rejects with a `ConnectionClosedError`,
   * and with what the predicate throws.
   *
   * @param expected names the notification in the error
   */
  async waitForNotification(predicate: NotificationPredicate, expected: string): Promise<Notification> {
    const found = this.#inbox.waitFor(predicate, expected);
    if (this.#end !== null) this.#inbox.rejectAll(this.#end.reason, []);
    return await found;
  }

  /** Answers the server's requests for one method. Throws if that method has a handler. */
  onRequest(method: string, handler: RequestHandler): void {
    this.#serverRequests.handle(method, handler);
  }

  /** Lines that are no message are ignored here: the recorded wire shows them. */
  #receive(line: string): void {
    this.#onTraffic('server', line);
    if (this.#end !== null) return;
    const message = classifyLine(line);
    if (message.kind === 'response' || message.kind === 'error-response') this.#pending.settle(message);
    else if (message.kind === 'notification') this.#inbox.add(message);
    else if (message.kind === 'request') void this.#answer(message);
  }

  async #answer(request: Request): Promise<void> {
    const line = await this.#serverRequests.answer(request);
    if (this.#end !== null) return;
    try {
      this.#send(line);
    } catch {
      // The process has exited: its end closes the connection, which rejects all pending calls.
    }
  }

  #send(line: string): void {
    this.#onTraffic('client', line);
    this.#duplex.send(line);
  }

  #assertOpen(what: string): void {
    if (this.#end !== null) throw new ConnectionClosedError(what, this.#end.reason, []);
  }

  #close(reason: Error | null): boolean {
    if (this.#end !== null) return false;
    this.#end = { reason };
    this.#inbox.rejectAll(reason, this.#pending.rejectAll(reason));
    this.#resolveClosed(reason);
    return true;
  }
}

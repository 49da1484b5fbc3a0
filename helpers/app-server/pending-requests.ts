import { ConnectionClosedError, ResponseError } from './connection-errors.ts';
import type { ErrorResponse, RequestId, Response } from './messages.ts';
import type { ViolationKind } from './protocol-violations.ts';
import type { Wait } from './deferred.ts';

/** What became of a request. */
type Tracked = { readonly method: string } & (
  | { readonly state: 'waiting'; readonly wait: Wait<unknown> }
  | { readonly state: 'answered' | 'abandoned' }
);

/** What an answer belonged to. */
export interface Settled {
  /** Null when no request had that id. */
  readonly method: string | null;
  /** Null when the answer was waited for. */
  readonly violation: ViolationKind | null;
}

/** The requests of the client: which are unanswered, and what became of the others. `1` and `"1"` are different ids. */
export class PendingRequests {
  readonly #requests = new Map<RequestId, Tracked>();
  #lastId = 0;

  /** An integer that no request has had. */
  nextId(): number {
    do this.#lastId += 1;
    while (this.#requests.has(this.#lastId));
    return this.#lastId;
  }

  isWaiting(id: RequestId): boolean {
    return this.#requests.get(id)?.state === 'waiting';
  }

  add(id: RequestId, method: string, wait: Wait<unknown>): void {
    this.#requests.set(id, { method, state: 'waiting', wait });
  }

  /** Nobody waits for that answer any more: when it comes it is late. */
  abandon(id: RequestId): void {
    const request = this.#requests.get(id);
    if (request?.state === 'waiting') this.#requests.set(id, { method: request.method, state: 'abandoned' });
  }

  /** Gives an answer to who waits for it. */
  settle(answer: Response | ErrorResponse): Settled {
    const request = this.#requests.get(answer.id);
    if (request === undefined) return { method: null, violation: 'unknown-response' };
    const { method, state } = request;
    this.#requests.set(answer.id, { method, state: 'answered' });
    if (state !== 'waiting') {
      return { method, violation: state === 'abandoned' ? 'late-response' : 'duplicate-response' };
    }
    if (answer.kind === 'response') request.wait.resolve(answer.result);
    else request.wait.reject(new ResponseError(answer.error, method));
    return { method, violation: null };
  }

  /** Rejects every unanswered request because the connection has closed. Returns their methods. */
  rejectAll(reason: Error | null): readonly string[] {
    const waiting = Array.from(this.#requests).flatMap(([id, request]) =>
      request.state === 'waiting' ? [{ id, ...request }] : [],
    );
    const unanswered = waiting.map(({ method }) => method);
    for (const { id, method, wait } of waiting) {
      this.abandon(id);
      wait.reject(new ConnectionClosedError(`No answer to ${method}`, reason, unanswered));
    }
    return unanswered;
  }
}

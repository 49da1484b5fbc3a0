import { ConnectionClosedError, ResponseError } from './connection-errors.ts';
import type { ErrorResponse, RequestId, Response } from './messages.ts';

/** The unanswered requests of the client. The ids `1` and `"1"` differ. */
export class PendingRequests {
  readonly #pending = new Map<RequestId, { readonly method: string } & PromiseWithResolvers<unknown>>();
  readonly #used = new Set<RequestId>();
  #lastId = 0;

  /** The next integer, from 1, that no request has had. */
  nextId(): number {
    do this.#lastId += 1;
    while (this.#used.has(this.#lastId));
    return this.#lastId;
  }

  /**
   * The result of a new request. Rejects with a `ResponseError` or a `ConnectionClosedError`.
   * @throws Error if a request with this id is unanswered
   */
  add(id: RequestId, method: string): Promise<unknown> {
    if (this.#pending.has(id)) throw new Error(`The request with id ${JSON.stringify(id)} is unanswered`);
    const request = { method, ...Promise.withResolvers<unknown>() };
    this.#used.add(id);
    this.#pending.set(id, request);
    return request.promise;
  }

  fail(id: RequestId, error: unknown): void {
    this.#pending.get(id)?.reject(error);
    this.#pending.delete(id);
  }

  /** Settles the request that a response belongs to. Ignores a response to no pending request: the wire shows it. */
  settle(response: Response | ErrorResponse): void {
    const request = this.#pending.get(response.id);
    this.#pending.delete(response.id);
    if (response.kind === 'response') request?.resolve(response.result);
    else request?.reject(new ResponseError(response.error, request.method));
  }

  /** Rejects all requests because the connection has closed. Returns their methods. */
  rejectAll(reason: Error | null): readonly string[] {
    const requests = [...this.#pending.values()];
    this.#pending.clear();
    const unanswered = requests.map(({ method }) => method);
    for (const { method, reject } of requests) {
      reject(new ConnectionClosedError(`No response to ${method}`, reason, unanswered));
    }
    return unanswered;
  }
}

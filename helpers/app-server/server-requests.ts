import { INTERNAL_ERROR, METHOD_NOT_FOUND, ResponseError } from './connection-errors.ts';
import { encodeError, encodeResult } from './encode.ts';
import type { Unsubscribe } from './listeners.ts';
import type { Request } from './messages.ts';

/** Answers a server request: the result, or a promise of it. Throw a `ResponseError` to answer with that error. */
export type RequestHandler = (params: unknown, request: Request) => unknown;

/** Answers the requests of the server, one handler a method. */
export class ServerRequests {
  readonly #handlers = new Map<string, RequestHandler>();
  readonly #unhandled: Request[] = [];
  readonly #onFault: (error: unknown) => void;

  constructor(onFault: (error: unknown) => void) {
    this.#onFault = onFault;
  }

  /** Requests for which there was no handler, in order. */
  get unhandled(): readonly Request[] {
    return this.#unhandled;
  }

  /** Throws when the method has a handler already. */
  handle(method: string, handler: RequestHandler): Unsubscribe {
    if (this.#handlers.has(method)) throw new Error(`There is a handler of ${method} already`);
    this.#handlers.set(method, handler);
    return () => void this.#handlers.delete(method);
  }

  /**
   * The line that answers a request. Never rejects: without a handler the answer is error -32601, which codex takes as a
   * refusal, never as an approval; a handler that fails is reported as a fault of ours and answered with error -32603.
   */
  async answer(request: Request): Promise<string> {
    const { id, method } = request;
    const handler = this.#handlers.get(method);
    if (handler === undefined) {
      this.#unhandled.push(request);
      return encodeError(id, { code: METHOD_NOT_FOUND, message: `Method not found: ${method}` });
    }
    try {
      return encodeResult(id, await handler(request.params, request));
    } catch (error) {
      if (error instanceof ResponseError) return encodeError(id, error.body);
      this.#onFault(error);
      return encodeError(id, { code: INTERNAL_ERROR, message: `The handler of ${method} failed` });
    }
  }
}

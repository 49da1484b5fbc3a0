import { INTERNAL_ERROR, METHOD_NOT_FOUND, ResponseError } from './connection-errors.ts';
import { encodeError, encodeResult } from './encode.ts';
import type { Request } from './messages.ts';

/** Returns the result of a server request, or a promise of it. Throws a `ResponseError` to answer with that error. */
export type RequestHandler = (params: unknown, request: Request) => unknown;

/** Answers the requests of the server, with one handler per method. */
export class ServerRequests {
  readonly #handlers = new Map<string, RequestHandler>();
  readonly #onFault: (error: unknown) => void;

  constructor(onFault: (error: unknown) => void) {
    this.#onFault = onFault;
  }

  handle(method: string, handler: RequestHandler): void {
    if (this.#handlers.has(method)) throw new Error(`${method} already has a handler`);
    this.#handlers.set(method, handler);
  }

  /**
   * The line that answers a request. Never rejects. Without a handler it is error -32601, which codex takes as a refusal and
   * never as an approval. What a handler throws is reported as a fault of the suite and answered with error -32603.
   */
  async answer(request: Request): Promise<string> {
    const { id, method } = request;
    const handler = this.#handlers.get(method);
    if (handler === undefined) {
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

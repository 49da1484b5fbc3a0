import type { ErrorBody } from './messages.ts';

/** JSON-RPC error: the receiver does not know the method. */
export const METHOD_NOT_FOUND = -32601;

/** JSON-RPC error: the receiver failed. */
export const INTERNAL_ERROR = -32603;

/** An error response. A request rejects with it; a handler of server requests throws it to answer with it. */
export class ResponseError extends Error {
  readonly code: number;
  readonly data: unknown;
  /** The method that failed; null for an error that a handler throws. */
  readonly method: string | null;

  /** `message` is exactly the one on the wire. */
  constructor({ code, message, data }: ErrorBody, method: string | null = null) {
    super(message);
    this.name = 'ResponseError';
    this.code = code;
    this.data = data;
    this.method = method;
  }

  get body(): ErrorBody {
    const { code, message, data } = this;
    return data === undefined ? { code, message } : { code, message, data };
  }
}

/** Raised for a call on a closed connection, and for all calls that are pending when it closes. */
export class ConnectionClosedError extends Error {
  readonly unanswered: readonly string[];

  constructor(what: string, reason: Error | null, unanswered: readonly string[]) {
    const pending = unanswered.length === 0 ? '' : ` Unanswered: ${unanswered.join(', ')}.`;
    super(
      `${what}: the connection is closed (${reason?.message ?? 'end of the stream'}).${pending}`,
      reason === null ? undefined : { cause: reason },
    );
    this.name = 'ConnectionClosedError';
    this.unanswered = unanswered;
  }
}

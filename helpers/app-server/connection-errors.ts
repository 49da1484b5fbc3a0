import type { ErrorBody } from './messages.ts';

/** The error of JSON-RPC for a method that the receiver does not know. */
export const METHOD_NOT_FOUND = -32601;

/** The error of JSON-RPC for a failure inside the receiver. */
export const INTERNAL_ERROR = -32603;

/** An error answer. Rejects a request with it; thrown by a handler of server requests, it becomes the answer. */
export class ResponseError extends Error {
  readonly code: number;
  readonly data: unknown;
  /** The method that was answered; null where the error was made here. */
  readonly method: string | null;

  /** `message` is exactly the one on the wire. */
  constructor({ code, message, data }: ErrorBody, method: string | null = null) {
    super(message);
    this.name = 'ResponseError';
    this.code = code;
    this.data = data;
    this.method = method;
  }

  /** What goes on the wire. */
  get body(): ErrorBody {
    const { code, message, data } = this;
    return data === undefined ? { code, message } : { code, message, data };
  }
}

/** Raised whenever a connection is used, or still waited for, when it is closed. */
export class ConnectionClosedError extends Error {
  /** The methods of all requests that were unanswered when it closed. */
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

/** Raised when an answer or a notification did not come in time. */
export class WaitTimeoutError extends Error {
  readonly timeoutMs: number;
  /** What came from the server while it was waited for, in order. */
  readonly arrivals: readonly string[];

  constructor(what: string, timeoutMs: number, arrivals: readonly string[]) {
    super(`${what} within ${timeoutMs} ms. Meanwhile came: ${summaryOf(arrivals)}.`);
    this.name = 'WaitTimeoutError';
    this.timeoutMs = timeoutMs;
    this.arrivals = arrivals;
  }
}

function summaryOf(arrivals: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const arrival of arrivals) counts.set(arrival, (counts.get(arrival) ?? 0) + 1);
  const parts = Array.from(counts, ([arrival, count]) => (count === 1 ? arrival : `${arrival} ×${count}`));
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}

import * as z from 'zod';

/** The id of a request; its response has the same, with the same JSON type. */
export type RequestId = string | number;

/** A message that expects a response. Client and server number their requests separately. */
export interface Request {
  readonly kind: 'request';
  readonly id: RequestId;
  readonly method: string;
  readonly params: unknown;
}

/** A message that expects no response. */
export interface Notification {
  readonly kind: 'notification';
  readonly method: string;
  readonly params: unknown;
}

/** The response to a request that succeeded. */
export interface Response {
  readonly kind: 'response';
  readonly id: RequestId;
  readonly result: unknown;
}

/** The response to a request that failed. */
export interface ErrorResponse {
  readonly kind: 'error-response';
  readonly id: RequestId;
  readonly error: ErrorBody;
}

/** The error of an {@link ErrorResponse}. */
export interface ErrorBody {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}

/** A line that is no message, and the reason. */
export interface Invalid {
  readonly kind: 'invalid';
  readonly reason: string;
}

/** The content of one line. */
export type Message = Request | Notification | Response | ErrorResponse | Invalid;

const Id = z.union([z.string(), z.int()], { error: 'expected a string or an integer' });
const RequestShape = z.looseObject({ id: Id, method: z.string(), params: z.unknown().optional() });
const NotificationShape = RequestShape.omit({ id: true });
const ResponseShape = z.looseObject({ id: Id, result: z.unknown() });
const ErrorResponseShape = z.looseObject({
  id: Id,
  error: z.looseObject({ code: z.int(), message: z.string(), data: z.unknown().optional() }),
});

/**
 * The kind of message that a parsed line is. Never throws.
 *
 * `codex app-server`, by its README and its binaries, speaks JSON-RPC 2.0 without the `jsonrpc` member and without batches.
 * Ids are strings or integers; unknown members are allowed anywhere (newer servers add `emittedAtMs`).
 * Both sides number their requests separately, so a message with `method` is never a response, whatever its `id`.
 */
export function classify(value: unknown): Message {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { kind: 'invalid', reason: `${typeNameOf(value)} instead of an object` };
  }
  if (Object.hasOwn(value, 'method')) {
    return Object.hasOwn(value, 'id') ? asRequest(value) : asNotification(value);
  }
  const hasResult = Object.hasOwn(value, 'result');
  const hasError = Object.hasOwn(value, 'error');
  if (hasResult && hasError) {
    return { kind: 'invalid', reason: 'a response with both result and error' };
  }
  if (!hasResult && !hasError) {
    return { kind: 'invalid', reason: 'an object without method, result or error' };
  }
  return hasResult ? asResponse(value) : asErrorResponse(value);
}

/** Like {@link classify}, for the text of a line. Text that is not JSON is an invalid message. */
export function classifyLine(text: string): Message {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'invalid', reason: text.trim() === '' ? 'an empty line' : 'not JSON' };
  }
  return classify(value);
}

function asRequest(value: object): Message {
  const { data, error } = RequestShape.safeParse(value);
  return error ? invalid('request', error) : { kind: 'request', id: data.id, method: data.method, params: data.params };
}

function asNotification(value: object): Message {
  const { data, error } = NotificationShape.safeParse(value);
  return error ? invalid('notification', error) : { kind: 'notification', method: data.method, params: data.params };
}

function asResponse(value: object): Message {
  const { data, error } = ResponseShape.safeParse(value);
  return error ? invalid('response', error) : { kind: 'response', id: data.id, result: data.result };
}

function asErrorResponse(value: object): Message {
  const { data, error } = ErrorResponseShape.safeParse(value);
  return error ? invalid('error response', error) : { kind: 'error-response', id: data.id, error: data.error };
}

function invalid(what: string, error: z.ZodError): Invalid {
  const issues = error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  return { kind: 'invalid', reason: `a malformed ${what}: ${issues.join('; ')}` };
}

function typeNameOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`;
}

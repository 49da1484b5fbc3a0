import type { ErrorBody, RequestId } from './messages.ts';

/** The line of a request. Without `params` the member is left out; most methods of codex reject that. */
export function encodeRequest(id: RequestId, method: string, params: unknown): string {
  return JSON.stringify({ method, id, params });
}

/** The line of a notification. Without `params` the member is left out. */
export function encodeNotification(method: string, params: unknown): string {
  return JSON.stringify({ method, params });
}

/** The line of a response. `undefined` becomes null, as a response must have a result. */
export function encodeResult(id: RequestId, result: unknown): string {
  return JSON.stringify({ id, result: result ?? null });
}

/** The line of an error response. */
export function encodeError(id: RequestId, error: ErrorBody): string {
  return JSON.stringify({ id, error });
}

import type { RequestId } from './messages.ts';
import { ErrorNotice } from './schemas.ts';
import { readWire, type WireText } from './wire.ts';

/** An error that the server reported. All text in it is untrusted. */
export type ProtocolError = AnsweredError | NotifiedError;

/** An error response. */
export interface AnsweredError {
  readonly kind: 'answer';
  /** Line in `wire.jsonl`, from 1. */
  readonly line: number;
  /** For a person: method, message and code. */
  readonly text: string;
  readonly id: RequestId;
  /** Null if no request of the client had that id. */
  readonly method: string | null;
  readonly code: number;
  readonly message: string;
  readonly data: unknown;
}

/** An `error` notification. */
export interface NotifiedError {
  readonly kind: 'notification';
  /** Line in `wire.jsonl`, from 1. */
  readonly line: number;
  readonly text: string;
  readonly threadId: string | null;
  readonly turnId: string | null;
  readonly message: string;
  readonly willRetry: boolean;
}

/** The error responses and `error` notifications of the server, in order. */
export function protocolErrors(lines: readonly WireText[]): ProtocolError[] {
  return readWire(lines).flatMap(({ line, from, message, answers }): ProtocolError[] => {
    if (from !== 'server') return [];
    if (message.kind === 'error-response') {
      const { id, error } = message;
      const method = answers?.method ?? null;
      const text = `${method ?? `request ${JSON.stringify(id)}`}: ${error.message} (${error.code})`;
      return [{ kind: 'answer', line, text, id, method, code: error.code, message: error.message, data: error.data }];
    }
    if (message.kind !== 'notification' || message.method !== 'error') return [];
    const { data } = ErrorNotice.safeParse(message.params);
    if (data === undefined) return [];
    const { threadId = null, turnId = null, willRetry = false } = data;
    const text = data.error.message;
    return [{ kind: 'notification', line, text, threadId, turnId, message: text, willRetry }];
  });
}

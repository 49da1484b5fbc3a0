import type { ProcessRecord } from '../recording/recording.ts';
import { objectOf, type JsonObject } from '../util/json-object.ts';
import { messagesOf } from './wire-messages.ts';

/** A request of the client to which the server responded. */
export interface ClientCall {
  readonly process: ProcessRecord;
  /** Of the response. */
  readonly line: number;
  readonly method: string;
  readonly params: JsonObject;
  /** Null for an error response. */
  readonly result: JsonObject | null;
}

/** The requests of a client in the order of their responses. */
export function clientCalls(process: ProcessRecord): ClientCall[] {
  return messagesOf(process).flatMap(({ from, line, message, answers }): ClientCall[] => {
    if (from === 'client' || answers === null) return [];
    const head = { process, line, method: answers.method, params: objectOf(answers.params) };
    if (message.kind === 'response') return [{ ...head, result: objectOf(message.result) }];
    return message.kind === 'error-response' ? [{ ...head, result: null }] : [];
  });
}

import type { WireLine } from '../recording/recording.ts';
import { classifyLine, type Message, type RequestId } from './messages.ts';

/** What reading needs of a recorded line. */
export type WireText = Pick<WireLine, 'from' | 'text'>;

/** One message of the wire. */
export interface WireMessage {
  /** Line in `wire.jsonl`, from 1. */
  readonly line: number;
  readonly from: WireLine['from'];
  readonly message: Message;
  /** The request of the other side that this answers; null for what is no answer, or the answer to nothing. */
  readonly answers: AnsweredRequest | null;
}

/** A request that an answer belongs to. */
export interface AnsweredRequest {
  readonly method: string;
  readonly params: unknown;
}

/**
 * Reads a wire: every line becomes a message, what is broken an invalid one, and each answer is joined to its request.
 * Ids are looked up on the side that is answered, because client and server count apart; the latest request of an id counts.
 */
export function readWire(lines: readonly WireText[]): WireMessage[] {
  const requests = {
    client: new Map<RequestId, AnsweredRequest>(),
    server: new Map<RequestId, AnsweredRequest>(),
  };
  return lines.map(({ from, text }, index) => {
    const message = classifyLine(text);
    let answers: AnsweredRequest | null = null;
    if (message.kind === 'request') {
      requests[from].set(message.id, { method: message.method, params: message.params });
    } else if (message.kind === 'response' || message.kind === 'error-response') {
      answers = requests[from === 'server' ? 'client' : 'server'].get(message.id) ?? null;
    }
    return { line: index + 1, from, message, answers };
  });
}

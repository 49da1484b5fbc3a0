import type { WireLine } from '../recording/recording.ts';
import { classifyLine, type Message, type RequestId } from './messages.ts';

/** The part of a recorded line that is parsed. */
export type WireText = Pick<WireLine, 'from' | 'text'>;

/** One message of the wire. */
export interface WireMessage {
  /** Line in `wire.jsonl`, from 1. */
  readonly line: number;
  readonly from: WireLine['from'];
  readonly message: Message;
  /** The request that this response answers. Null for other messages, and if no such request is open. */
  readonly answers: AnsweredRequest | null;
}

/** The request of a response. */
export interface AnsweredRequest {
  readonly method: string;
  readonly params: unknown;
}

/** Joins responses to their requests, message by message. */
export interface WireReader {
  read(from: WireLine['from'], message: Message, line: number): WireMessage;
}

const MOST_OPEN = 1000;

/**
 * Makes a reader that joins each response to its request. Client and server number their requests separately. A request is
 * answered once: a second response with its id answers nothing. Memory is bounded: of more than 1000 open requests per side,
 * the oldest is forgotten.
 */
export function createWireReader(): WireReader {
  const open = {
    client: new Map<RequestId, AnsweredRequest>(),
    server: new Map<RequestId, AnsweredRequest>(),
  };
  return {
    read(from, message, line) {
      let answers: AnsweredRequest | null = null;
      if (message.kind === 'request') {
        const { id, method, params } = message;
        keep(open[from], id, { method, params });
      } else if (message.kind === 'response' || message.kind === 'error-response') {
        const asked = open[from === 'server' ? 'client' : 'server'];
        answers = asked.get(message.id) ?? null;
        asked.delete(message.id);
      }
      return { line, from, message, answers };
    },
  };
}

/** Reads a wire by the rules of {@link createWireReader}. A line that is no message becomes an invalid one. */
export function readWire(lines: readonly WireText[]): WireMessage[] {
  const reader = createWireReader();
  return lines.map((line, index) => reader.read(line.from, messageIn(line), index + 1));
}

const classified = new WeakMap<WireText, Message>();

/** The message of a line. Parsed once, also for changed wires that share the line. */
function messageIn(line: WireText): Message {
  const known = classified.get(line) ?? classifyLine(line.text);
  classified.set(line, known);
  return known;
}

/** A later request with the same id replaces the earlier one. */
function keep(open: Map<RequestId, AnsweredRequest>, id: RequestId, request: AnsweredRequest): void {
  open.delete(id);
  open.set(id, request);
  const [oldest] = open.keys();
  if (open.size > MOST_OPEN && oldest !== undefined) open.delete(oldest);
}

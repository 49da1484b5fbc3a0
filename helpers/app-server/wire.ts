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

/** Joins the messages of a wire as they come. */
export interface WireReader {
  /** The message with what it answers. `line` is where it stands, from 1. */
  read(from: WireLine['from'], message: Message, line: number): WireMessage;
}

/** Requests of one side that are kept while they wait for their answer. */
const MOST_OPEN = 1000;

/**
 * Makes a reader that joins each answer to its request. Ids are looked up on the side that is answered, because client
 * and server count apart. A request is answered once: what comes under its id afterwards answers nothing.
 * Its memory does not grow with the wire: of more than 1000 requests that wait, the oldest is forgotten.
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

/** Reads a wire by the rules of {@link createWireReader}: every line becomes a message, what is broken an invalid one. */
export function readWire(lines: readonly WireText[]): WireMessage[] {
  const reader = createWireReader();
  return lines.map(({ from, text }, index) => reader.read(from, classifyLine(text), index + 1));
}

/** The latest request of an id counts. */
function keep(open: Map<RequestId, AnsweredRequest>, id: RequestId, request: AnsweredRequest): void {
  open.delete(id);
  open.set(id, request);
  const [oldest] = open.keys();
  if (open.size > MOST_OPEN && oldest !== undefined) open.delete(oldest);
}

import type { ServerResponse } from 'node:http';
import type { Action } from './script.ts';

/** The part of a reply that was sent so far. */
export interface SentReply {
  status: number;
  /** All bytes of the body that were written, as text. */
  body: string;
  /** Complete, cut by the script, not ended yet, or closed by codex. */
  ended_by: 'end' | 'reset' | 'open' | 'client';
}

/**
 * Executes the actions of one step in order, and notes in `sent` what was sent.
 *
 * @param isClosing true once the server closes its connections itself
 */
export async function sendReply(
  actions: readonly Action[],
  response: ServerResponse,
  sent: SentReply,
  isClosing: () => boolean,
): Promise<void> {
  const decoder = new TextDecoder();
  const isClosed = closed(response).then(() => {
    if (sent.ended_by === 'open' && !isClosing()) sent.ended_by = 'client';
  });
  for (const action of actions) {
    switch (action.do) {
      case 'head':
        sent.status = action.status;
        response.writeHead(action.status, action.headers);
        response.flushHeaders();
        break;
      case 'bytes':
        sent.body += decoder.decode(Buffer.from(action.bytes as string), { stream: true });
        response.write(action.bytes);
        break;
      case 'wait':
        await Promise.race([action.gate.opened, isClosed]);
        break;
      case 'end':
        sent.ended_by = 'end';
        response.end();
        break;
      case 'reset':
        sent.ended_by = 'reset';
        response.socket?.resetAndDestroy();
        break;
      case 'stall':
        await isClosed;
        break;
    }
    if (response.destroyed) break;
  }
  sent.body += decoder.decode();
}

async function closed(response: ServerResponse): Promise<void> {
  if (response.closed) return;
  await new Promise<void>((resolve) => response.once('close', resolve));
}

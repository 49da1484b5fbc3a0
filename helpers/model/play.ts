import type { ServerResponse } from 'node:http';
import type { Action } from './script.ts';

/** What has been sent of an answer so far. */
export interface Played {
  status: number;
  /** All bytes of the body that were written, as text. */
  body: string;
  /** How the answer ended: whole, cut by the script, not at all yet, or because codex closed the connection. */
  ended_by: 'end' | 'reset' | 'open' | 'client';
}

/**
 * Carries out the actions of one step, in order, and keeps account of them in `played`.
 *
 * @param isClosing true once the server itself closes its connections, which is not codex's doing
 */
export async function play(
  actions: readonly Action[],
  response: ServerResponse,
  played: Played,
  isClosing: () => boolean,
): Promise<void> {
  const decoder = new TextDecoder();
  const gone = closed(response).then(() => {
    if (played.ended_by === 'open' && !isClosing()) played.ended_by = 'client';
  });
  for (const action of actions) {
    switch (action.do) {
      case 'head':
        played.status = action.status;
        response.writeHead(action.status, action.headers);
        response.flushHeaders();
        break;
      case 'bytes':
        played.body += decoder.decode(Buffer.from(action.bytes as string), { stream: true });
        response.write(action.bytes);
        break;
      case 'wait':
        await Promise.race([action.gate.opened, gone]);
        break;
      case 'end':
        played.ended_by = 'end';
        response.end();
        break;
      case 'reset':
        played.ended_by = 'reset';
        response.socket?.resetAndDestroy();
        break;
      case 'stall':
        await gone;
        break;
    }
    if (response.destroyed) break;
  }
  played.body += decoder.decode();
}

/** Settles when the connection of an answer is closed, if only by an error. */
async function closed(response: ServerResponse): Promise<void> {
  if (response.closed) return;
  await new Promise<void>((resolve) => response.once('close', resolve));
}

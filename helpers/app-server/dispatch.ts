import type { Arrivals } from './notification-inbox.ts';
import type { LineFlaw } from './line-flaws.ts';
import { classifyLine, type Notification, type Request } from './messages.ts';
import type { PendingRequests } from './pending-requests.ts';
import type { Violation } from './protocol-violations.ts';

/** Where a line of the server can go. */
export interface Destinations {
  readonly pending: PendingRequests;
  readonly arrivals: Arrivals;
  readonly onNotification: (notification: Notification) => void;
  readonly onRequest: (request: Request) => void;
  readonly onViolation: (violation: Violation) => void;
}

/** Takes one line of the server to where it belongs. No line is dropped unreported: what has no use is a violation. */
export function dispatch(line: string, flaws: readonly LineFlaw[], destinations: Destinations): void {
  const { pending, arrivals, onNotification, onRequest, onViolation } = destinations;
  for (const kind of flaws) onViolation({ kind, line, reason: `the line is ${kind}` });

  const message = classifyLine(line);
  if (message.kind === 'response' || message.kind === 'error-response') {
    const { method, violation } = pending.settle(message);
    arrivals.note(message, method);
    if (violation === null) return;
    const whose = method === null ? 'which no request has' : `of ${method}`;
    onViolation({ kind: violation, line, reason: `an answer with id ${JSON.stringify(message.id)}, ${whose}` });
    return;
  }
  arrivals.note(message, null);
  if (message.kind === 'notification') onNotification(message);
  else if (message.kind === 'request') onRequest(message);
  else onViolation({ kind: 'invalid-message', line, reason: message.reason });
}

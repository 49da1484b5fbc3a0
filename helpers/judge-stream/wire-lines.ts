import { classify, classifyLine, type Message } from '../app-server/messages.ts';
import type { WireText } from '../app-server/wire.ts';
import { SuiteError } from '../util/errors.ts';
import type { StreamForm } from './detect-format.ts';

/** One message of a log, and its sender. */
export interface SentMessage {
  readonly from: WireText['from'];
  readonly message: Message;
}

/**
 * Parses one line of a log of the wire. Null for a line without a sender.
 *
 * @throws SuiteError `usage` if a log of the server alone has a request of a client
 */
export function readLogLine(form: Exclude<StreamForm, 'exec'>, text: string): SentMessage | null {
  if (form === 'recorded') return recorded(text);
  if (form === 'marked') return marked(text);
  const message = classifyLine(text);
  if ((message.kind === 'request' || message.kind === 'notification') && /^initialized?$/.test(message.method)) {
    throw new SuiteError(
      'usage',
      `The log has ${message.method}, which only the client sends, and its lines have no sender.`,
      {
        hint: 'Log the stdout of the server alone, or write "> " before lines of the client and "< " before lines of the server.',
      },
    );
  }
  return { from: 'server', message };
}

function recorded(text: string): SentMessage | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const { from, message, text: own } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (from !== 'client' && from !== 'server') return null;
  if (typeof own === 'string') return { from, message: classifyLine(own) };
  return message === undefined ? null : { from, message: classify(message) };
}

function marked(text: string): SentMessage | null {
  if (!/^[<>]/.test(text)) return null;
  return { from: text.startsWith('<') ? 'server' : 'client', message: classifyLine(text.slice(1)) };
}

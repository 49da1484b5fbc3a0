import type { RequestId } from '../../app-server/messages.ts';
import type { WireMessage } from '../../app-server/wire.ts';
import type { Check } from '../check.ts';
import { type Clause, everyMessage, FINE, ruleOn, wireRule } from '../stream-rule.ts';
import { README } from './authorities.ts';

/** What holds for the messages of every wire, whatever they say. */
export const framingChecks: readonly Check[] = [
  wireRule({
    id: 'app-server/wire/valid-messages',
    clause: 'Each line that the server sends is one JSON-RPC message: a request, a notification, a result or an error.',
    level: 'must',
    assumes: ['starts'],
    authority: README,
    about: 'messages of the server',
    whenNone: 'untestable',
    start: ruleOn(everyMessage, () => ({
      see({ from, line, message }) {
        if (from === 'client') return undefined;
        return message.kind === 'invalid' ? [{ message: `not a message: ${message.reason}`, line }] : FINE;
      },
    })),
  }),
  wireRule({
    id: 'app-server/wire/one-answer-per-request',
    clause: 'Each request of the client is answered exactly once, and nothing else is answered.',
    level: 'must',
    assumes: ['turn-uncut', 'starts'],
    needsClient: true,
    authority: README,
    about: 'requests of the client',
    whenNone: 'untestable',
    start: ruleOn(everyMessage, onceAnswered),
  }),
  wireRule({
    id: 'app-server/wire/answer-id-type',
    clause: 'An answer carries the id of its request with the same JSON type: a number stays a number, a text a text.',
    level: 'must',
    assumes: ['starts'],
    needsClient: true,
    authority: { kind: 'documented', reference: 'JSON-RPC 2.0, section 5: the id of a response object' },
    about: 'answers of the server',
    whenNone: 'untestable',
    start: ruleOn(everyMessage, sameIdType),
  }),
  wireRule({
    id: 'app-server/wire/no-error-answers',
    clause: 'Well-formed requests of a handshake and a plain turn are not answered with an error.',
    level: 'must',
    assumes: ['starts', 'valid-requests'],
    authority: README,
    about: 'answers of the server',
    whenNone: 'untestable',
    start: ruleOn(everyMessage, () => ({
      see({ from, line, message, answers }) {
        if (from === 'client') return undefined;
        if (message.kind === 'response') return FINE;
        if (message.kind !== 'error-response') return undefined;
        const asked = answers?.method ?? `request ${JSON.stringify(message.id)}`;
        return [{ message: `${asked}: ${message.error.message} (${message.error.code})`, line }];
      },
    })),
  }),
];

function onceAnswered(): Clause<WireMessage> {
  const open = new Map<RequestId, { readonly method: string; readonly line: number }>();
  // What somebody captured of the server's side alone says nothing of requests.
  let asked = false;
  return {
    see({ from, line, message }) {
      if (from === 'client') {
        if (message.kind !== 'request') return undefined;
        asked = true;
        open.set(message.id, { method: message.method, line });
        return FINE;
      }
      if (message.kind !== 'response' && message.kind !== 'error-response') return undefined;
      if (open.delete(message.id) || !asked) return undefined;
      return [{ message: 'an answer to no request, or a second one', line, actual: JSON.stringify(message.id) }];
    },
    end: () => [...open.values()].map(({ method, line }) => ({ message: `${method} was never answered`, line })),
  };
}

function sameIdType(): Clause<WireMessage> {
  const open = new Set<RequestId>();
  return {
    see({ from, line, message }) {
      if (from === 'client') {
        if (message.kind === 'request') open.add(message.id);
        return undefined;
      }
      if (message.kind !== 'response' && message.kind !== 'error-response') return undefined;
      const { id } = message;
      if (open.delete(id)) return FINE;
      const twin = typeof id === 'number' ? String(id) : Number(id);
      if (!open.has(twin)) return undefined;
      const [expected, actual] = [JSON.stringify(twin), JSON.stringify(id)];
      return [{ message: 'the id of the request has another type', line, expected, actual }];
    },
  };
}

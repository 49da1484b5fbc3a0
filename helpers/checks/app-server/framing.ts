import type { RequestId } from '../../app-server/messages.ts';
import type { WireMessage } from '../../app-server/wire.ts';
import type { Check } from '../check.ts';
import { type SubjectJudge, everyMessage, NO_VIOLATIONS, ruleOn, wireRule } from '../stream-rule.ts';
import { README } from './authorities.ts';
import { inSequence } from '../../mutations/mutation.ts';
import {
  moveBefore,
  isNotification,
  insertServerLine,
  appendServerMessage,
  duplicateFirst,
  changeResponse,
  changeServerMessages,
  isResponseTo,
} from '../../mutations/wire.ts';

const INVALID = { code: -32600, message: 'Invalid request' };

/** What holds for the messages of every wire, whatever they say. */
export const wireFramingChecks: readonly Check[] = [
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
        return message.kind === 'invalid' ? [{ message: `not a message: ${message.reason}`, line }] : NO_VIOLATIONS;
      },
    })),
    mutants: () => ({
      'prints a line of a log': insertServerLine(1, '2026-01-01T00:00:00Z ERROR codex_core: no rollout'),
      'prints an empty line': insertServerLine(0, ''),
      'sends a batch': insertServerLine(3, '[{"id":9,"result":{}}]'),
      'answers with result and error': changeResponse(2, (answer) => [{ ...answer, error: INVALID }]),
      'answers with neither result nor error': changeResponse(2, ({ id }) => [{ id }]),
      'has a text for the code of an error': changeResponse(3, ({ id }) => [
        { id, error: { ...INVALID, code: 'invalid' } },
      ]),
      'has no message in an error': changeResponse(3, ({ id }) => [{ id, error: { code: -32600 } }]),
      'has a number for the method': changeServerMessages(isNotification('turn/started'), (message) => [
        { ...message, method: 7 },
      ]),
      'answers without an id': changeResponse(1, ({ result }) => [{ result }]),
      'has an id that is no number': changeResponse(1, ({ result }) => [{ id: null, result }]),
    }),
  }),
  wireRule({
    id: 'app-server/wire/one-answer-per-request',
    clause: 'Each request of the client is answered exactly once, and nothing else is answered.',
    level: 'must',
    assumes: ['turn-uncut'],
    denies: { 'turn-uncut': 'was never answered' },
    needsClient: true,
    authority: README,
    about: 'requests of the client',
    whenNone: 'untestable',
    start: ruleOn(everyMessage, onceAnswered),
    mutants: () => ({
      'answers not at all': changeResponse(3, () => []),
      'answers twice': duplicateFirst(isResponseTo(2)),
      'answers with result and then with an error': appendServerMessage({ id: 3, error: INVALID }),
      'responds to an unknown request': changeResponse(1, (answer) => [answer, { ...answer, id: 99 }]),
      'answers before it is asked': moveBefore(isResponseTo(3), isResponseTo(1)),
    }),
  }),
  wireRule({
    id: 'app-server/wire/answer-id-type',
    clause: 'An answer carries the id of its request with the same JSON type: a number stays a number, a text a text.',
    level: 'must',
    assumes: ['starts'],
    needsClient: true,
    authority: { kind: 'documented', reference: 'JSON-RPC 2.0, section 5: the id of a response object' },
    about: 'responses of the server',
    whenNone: 'untestable',
    start: ruleOn(everyMessage, sameIdType),
    mutants: () => ({
      'answers under the text of the id': changeResponse(2, (answer) => [{ ...answer, id: '2' }]),
      'answers every request under the text of its id': inSequence(
        ...[1, 2, 3].map((id) => changeResponse(id, (answer) => [{ ...answer, id: String(id) }])),
      ),
      'refuses under the text of the id': changeResponse(3, () => [{ id: '3', error: INVALID }]),
    }),
  }),
  wireRule({
    id: 'app-server/wire/no-error-answers',
    clause: 'Well-formed requests of a handshake and a plain turn are not answered with an error.',
    level: 'must',
    assumes: ['starts', 'valid-requests'],
    authority: README,
    about: 'responses of the server',
    whenNone: 'untestable',
    start: ruleOn(everyMessage, () => ({
      see({ from, line, message, answers }) {
        if (from === 'client') return undefined;
        if (message.kind === 'response') return NO_VIOLATIONS;
        if (message.kind !== 'error-response') return undefined;
        const asked = answers?.method ?? `request ${JSON.stringify(message.id)}`;
        return [{ message: `${asked}: ${message.error.message} (${message.error.code})`, line }];
      },
    })),
    mutants: () => ({
      'refuses the handshake': changeResponse(1, ({ id }) => [{ id, error: INVALID }]),
      'refuses the turn': changeResponse(3, ({ id }) => [{ id, error: { ...INVALID, data: { turn: null } } }]),
    }),
  }),
];

function onceAnswered(): SubjectJudge<WireMessage> {
  const open = new Map<RequestId, { readonly method: string; readonly line: number }>();
  // What somebody captured of the server's side alone says nothing of requests.
  let asked = false;
  return {
    see({ from, line, message }) {
      if (from === 'client') {
        if (message.kind !== 'request') return undefined;
        asked = true;
        open.set(message.id, { method: message.method, line });
        return NO_VIOLATIONS;
      }
      if (message.kind !== 'response' && message.kind !== 'error-response') return undefined;
      if (open.delete(message.id) || !asked) return undefined;
      return [{ message: 'an answer to no request, or a second one', line, actual: JSON.stringify(message.id) }];
    },
    end: () => [...open.values()].map(({ method, line }) => ({ message: `${method} was never answered`, line })),
  };
}

function sameIdType(): SubjectJudge<WireMessage> {
  const open = new Set<RequestId>();
  return {
    see({ from, line, message }) {
      if (from === 'client') {
        if (message.kind === 'request') open.add(message.id);
        return undefined;
      }
      if (message.kind !== 'response' && message.kind !== 'error-response') return undefined;
      const { id } = message;
      if (open.delete(id)) return NO_VIOLATIONS;
      const twin = typeof id === 'number' ? String(id) : Number(id);
      if (!open.has(twin)) return undefined;
      const [expected, actual] = [JSON.stringify(twin), JSON.stringify(id)];
      return [{ message: 'the id of the request has another type', line, expected, actual }];
    },
  };
}

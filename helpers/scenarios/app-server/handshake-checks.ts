import type { WireMessage } from '../../app-server/wire.ts';
import { failIfAny, notApplicable, untestable, type Check } from '../../checks/check.ts';
import { type SubjectJudge, everyMessage, NO_VIOLATIONS, ruleOn, wireRule } from '../../checks/stream-rule.ts';
import { messagesOf, onWire } from '../../queries/wire-messages.ts';
import { README } from '../../checks/app-server/authorities.ts';
import { objectIn, listIn } from '../../checks/app-server/fields.ts';
import { beside } from '../beside.ts';
import { withoutProtocol } from '../../mutations/recording.ts';
import { changeServerMessages, isRefusal, appendServerMessage } from '../../mutations/wire.ts';
import { objectOf } from '../../util/json-object.ts';

const DELTA = { method: 'item/agentMessage/delta', params: { itemId: 'm', delta: 'one' } };
const OPT_OUT = 'optOutNotificationMethods';

const initializeOnce: Check = wireRule({
  id: 'app-server/handshake/initialize-once',
  clause: 'After a successful initialize, every further initialize on the connection is refused.',
  level: 'must',
  authority: README,
  about: 'answers to a repeated initialize',
  whenNone: 'untestable',
  start: ruleOn(everyMessage, onlyOnce),
  mutants: () => ({
    'shakes hands again': changeServerMessages(isRefusal('initialize'), ({ id }) => [
      { id, result: { userAgent: 'probe/0.98.0' } },
    ]),
    'answers with nothing': changeServerMessages(isRefusal('initialize'), ({ id }) => [{ id, result: null }]),
  }),
});

const initializeRequired: Check = wireRule({
  id: 'app-server/handshake/required',
  clause: 'Before a successful initialize, every other request is refused.',
  level: 'must',
  authority: README,
  about: 'answers before the handshake',
  whenNone: 'untestable',
  start: ruleOn(everyMessage, required),
  mutants: () => ({
    'starts a thread': changeServerMessages(isRefusal(), ({ id }) => [{ id, result: { thread: { id: 't' } } }]),
    'answers with nothing': changeServerMessages(isRefusal(), ({ id }) => [{ id, result: null }]),
  }),
});

const optOutKept: Check = {
  id: 'app-server/handshake/opt-out-kept',
  clause: 'The server sends no notification of a method that the client opted out of in initialize.',
  level: 'must',
  authority: README,
  language: 'app-server',
  judge({ processes, protocol }) {
    if (!JSON.stringify(protocol ?? {}).includes(OPT_OUT)) return notApplicable(`${OPT_OUT} in the schema`, 'lacks');
    const unwanted = processes.flatMap((process) => messagesOf(process).flatMap(optedOutIn));
    if (unwanted.length === 0) return untestable('the client opted out of no method');
    const found = processes.flatMap((process) =>
      messagesOf(process).flatMap(({ from, line, message }) =>
        from === 'server' && message.kind === 'notification' && unwanted.includes(message.method)
          ? [onWire(process, line, `${message.method} is sent despite the opt-out`)]
          : [],
      ),
    );
    return failIfAny(found, unwanted.length, `methods that the client opted out of, none sent: ${unwanted.join(', ')}`);
  },
  mutants: () => ({
    'sends what is not wanted': appendServerMessage(DELTA),
    'sends it without params': appendServerMessage({ method: DELTA.method }),
  }),
  unjudged: () => ({ 'an older binary': withoutProtocol }),
};

/** Checks of what a client may do in its handshake. */
export const handshakeOptionChecks = beside({
  'app-server/handshake/out-of-order': [initializeOnce, initializeRequired],
  'app-server/handshake/opt-out': [optOutKept],
});

function optedOutIn({ from, message }: WireMessage): unknown[] {
  if (from !== 'client' || message.kind !== 'request' || message.method !== 'initialize') return [];
  return [...listIn(objectIn(objectOf(message.params), 'capabilities'), OPT_OUT)];
}

function onlyOnce(): SubjectJudge<WireMessage> {
  let done = false;
  return {
    see({ from, line, message, answers }) {
      if (from !== 'server' || answers?.method !== 'initialize') return undefined;
      if (!done) {
        done = message.kind === 'response';
        return undefined;
      }
      return message.kind === 'error-response'
        ? NO_VIOLATIONS
        : [{ message: 'initialize is answered with a result again', line }];
    },
  };
}

function required(): SubjectJudge<WireMessage> {
  let done = false;
  return {
    see({ from, line, message, answers }) {
      if (done || from !== 'server' || answers === null) return undefined;
      if (answers.method === 'initialize') {
        done = message.kind === 'response';
        return undefined;
      }
      return message.kind === 'error-response'
        ? NO_VIOLATIONS
        : [{ message: `${answers.method} is answered with a result before initialize`, line }];
    },
  };
}

import type { WireMessage } from '../../app-server/wire.ts';
import { failIfAny, notApplicable, untestable, type Check } from '../check.ts';
import { type Clause, everyMessage, FINE, ruleOn, wireRule } from '../stream-rule.ts';
import { messagesOf, onWire } from '../../queries/wire-messages.ts';
import { README } from './authorities.ts';
import { fieldsIn, fieldsOf, listIn } from './fields.ts';

const OPT_OUT = 'optOutNotificationMethods';

/** What the client may and may not do in its handshake. */
export const handshakeOptionChecks: readonly Check[] = [
  wireRule({
    id: 'app-server/handshake/initialize-once',
    clause: 'Once initialize was answered with a result, each other one on the connection is refused.',
    level: 'must',
    authority: README,
    scenarios: ['app-server/handshake/out-of-order'],
    about: 'answers to a repeated initialize',
    whenNone: 'untestable',
    start: ruleOn(everyMessage, onlyOnce),
  }),
  wireRule({
    id: 'app-server/handshake/required',
    clause: 'Before initialize was answered with a result, each other request is refused.',
    level: 'must',
    authority: README,
    scenarios: ['app-server/handshake/out-of-order'],
    about: 'answers before the handshake',
    whenNone: 'untestable',
    start: ruleOn(everyMessage, required),
  }),
  {
    id: 'app-server/handshake/opt-out-kept',
    clause: 'Notifications of a method that the client opted out of in initialize are not sent.',
    level: 'must',
    authority: README,
    language: 'app-server',
    scenarios: ['app-server/handshake/opt-out'],
    judge({ processes, protocol }) {
      if (!JSON.stringify(protocol ?? {}).includes(OPT_OUT)) return notApplicable(`the binary knows no ${OPT_OUT}`);
      const unwanted = processes.flatMap((process) => messagesOf(process).flatMap(optedOutIn));
      if (unwanted.length === 0) return untestable('the client opted out of nothing');
      const found = processes.flatMap((process) =>
        messagesOf(process).flatMap(({ from, line, message }) =>
          from === 'server' && message.kind === 'notification' && unwanted.includes(message.method)
            ? [onWire(process, line, `${message.method} is sent all the same`)]
            : [],
        ),
      );
      return failIfAny(found, `none of ${unwanted.join(', ')} is sent`);
    },
  },
];

function optedOutIn({ from, message }: WireMessage): unknown[] {
  if (from !== 'client' || message.kind !== 'request' || message.method !== 'initialize') return [];
  return [...listIn(fieldsIn(fieldsOf(message.params), 'capabilities'), OPT_OUT)];
}

function onlyOnce(): Clause<WireMessage> {
  let done = false;
  return {
    see({ from, line, message, answers }) {
      if (from !== 'server' || answers?.method !== 'initialize') return undefined;
      if (!done) {
        done = message.kind === 'response';
        return undefined;
      }
      return message.kind === 'error-response' ? FINE : [{ message: 'initialize is answered again', line }];
    },
  };
}

function required(): Clause<WireMessage> {
  let done = false;
  return {
    see({ from, line, message, answers }) {
      if (done || from !== 'server' || answers === null) return undefined;
      if (answers.method === 'initialize') {
        done = message.kind === 'response';
        return undefined;
      }
      return message.kind === 'error-response' ? FINE : [{ message: `${answers.method} is served`, line }];
    },
  };
}

import type { Check } from '../../checks/check.ts';
import { sourceIn } from '../../checks/app-server/authorities.ts';
import { everyMessage, NO_VIOLATIONS, ruleOn, wireRule } from '../../checks/stream-rule.ts';
import { changeServerMessages, isResponseTo } from '../../mutations/wire.ts';

import { beside } from '../beside.ts';
import { UNKNOWN_METHOD } from './requests.ts';

const INVALID_REQUEST = -32600;

const unknownMethodRefused: Check = wireRule({
  id: 'app-server/error/unknown-method-invalid',
  clause: 'A request of an unknown method is refused with code -32600 and a message that names the method.',
  level: 'should',
  authority: sourceIn('app-server/src/message_processor.rs: deserialize_client_request'),
  about: 'requests of an unknown method',
  whenNone: 'untestable',
  start: ruleOn(everyMessage, () => ({
    see({ from, line, message, answers }) {
      if (from !== 'server' || answers?.method !== UNKNOWN_METHOD) return undefined;
      if (message.kind !== 'error-response') return [{ message: 'the unknown method is answered with a result', line }];
      const { code, message: words } = message.error;
      if (code === INVALID_REQUEST && words.includes(UNKNOWN_METHOD)) return NO_VIOLATIONS;
      const [expected, actual] = [`${INVALID_REQUEST} … ${UNKNOWN_METHOD}`, `${code} ${words}`];
      return [{ message: 'error of an unknown method', line, expected, actual }];
    },
  })),
  mutants: () => ({
    'has the code of JSON-RPC': changeServerMessages(isResponseTo(7), ({ id }) => [
      { id, error: { code: -32601, message: 'unknown variant' } },
    ]),
    'does not name the method': changeServerMessages(isResponseTo(7), ({ id }) => [
      { id, error: { code: -32600, message: 'Invalid request' } },
    ]),
    'serves the method': changeServerMessages(isResponseTo(7), ({ id }) => [{ id, result: {} }]),
  }),
});

/** Checks of requests that the server refuses. */
export const refusedRequestChecks = beside({ 'app-server/requests/refused': [unknownMethodRefused] });

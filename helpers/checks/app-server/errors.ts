import type { WireMessage } from '../../app-server/wire.ts';
import type { Check } from '../check.ts';
import { type Clause, everyMessage, FINE, ruleOn, wireRule } from '../stream-rule.ts';
import { README, sourceIn } from './authorities.ts';
import { fieldsIn, fieldsOf, textIn } from './fields.ts';
import { turnEvents } from './turn-events.ts';

const INVALID_REQUEST = -32600;

/** What holds for what goes wrong. */
export const errorChecks: readonly Check[] = [
  wireRule({
    id: 'app-server/error/told-before-failed-turn',
    clause: 'Before a turn ends as failed, an error notification says the same.',
    level: 'must',
    assumes: ['starts'],
    authority: README,
    about: 'turns that failed',
    whenNone: 'not-applicable',
    start: ruleOn(everyMessage, toldBefore),
  }),
  wireRule({
    id: 'app-server/error/unknown-method-invalid',
    clause: 'A request with a method that the server does not know is refused with -32600 and the name of the method.',
    level: 'should',
    authority: sourceIn('app-server/src/message_processor.rs: deserialize_client_request'),
    scenarios: ['app-server/requests/refused'],
    about: 'requests with a method that no version knows',
    whenNone: 'untestable',
    start: ruleOn(everyMessage, () => ({
      see({ from, line, message, answers }) {
        if (from !== 'server' || answers?.method !== 'no/such') return undefined;
        if (message.kind !== 'error-response') return [{ message: 'the method is served', line }];
        const { code, message: words } = message.error;
        if (code === INVALID_REQUEST && words.includes('no/such')) return FINE;
        const [expected, actual] = [`${INVALID_REQUEST} … no/such`, `${code} ${words}`];
        return [{ message: 'the refusal has another code or does not name the method', line, expected, actual }];
      },
    })),
  }),
];

function toldBefore(): Clause<WireMessage> {
  const read = turnEvents();
  // By turn; 0.61 does not say of which turn an error is.
  const told = new Map<string | null, Set<string>>();
  return {
    see(wireMessage) {
      const { from, message } = wireMessage;
      if (from === 'server' && message.kind === 'notification' && message.method === 'error') {
        const params = fieldsOf(message.params);
        const turn = textIn(params, 'turnId');
        const words = textIn(fieldsIn(params, 'error'), 'message');
        if (words !== null) told.set(turn, new Set([...(told.get(turn) ?? []), words]));
      }
      const event = read(wireMessage);
      if (event?.kind !== 'ended') return undefined;
      const before = [...(told.get(event.turn) ?? []), ...(told.get(null) ?? [])];
      for (const turn of [event.turn, null]) told.delete(turn);
      if (event.status !== 'failed') return undefined;
      const expected = textIn(fieldsOf(event.error), 'message') ?? '';
      if (before.includes(expected)) return FINE;
      const actual = before.at(-1);
      if (actual === undefined) return [{ message: 'no error came before', line: event.line, expected }];
      return [{ message: 'the error says otherwise', line: event.line, expected, actual }];
    },
  };
}

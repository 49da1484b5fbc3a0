import type { WireMessage } from '../../app-server/wire.ts';
import type { Check } from '../check.ts';
import { type SubjectJudge, everyMessage, NO_VIOLATIONS, ruleOn, wireRule } from '../stream-rule.ts';
import { README } from './authorities.ts';
import { objectIn, textIn } from './fields.ts';
import { turnEvents } from './turn-events.ts';
import {
  moveAfter,
  isNotification,
  changeTurn,
  removeMessages,
  changeNotifications,
  type MessageFilter,
} from '../../mutations/wire.ts';
import { type JsonObject, objectOf } from '../../util/json-object.ts';

const isFinal: MessageFilter = ({ method, params }) =>
  method === 'error' && (params as JsonObject)['willRetry'] === false;

/** What holds for what goes wrong. */
export const wireErrorChecks: readonly Check[] = [
  wireRule({
    id: 'app-server/error/told-before-failed-turn',
    clause: 'Before a turn ends as failed, an error notification says the same.',
    level: 'must',
    assumes: ['failed-turn'],
    authority: README,
    about: 'turns that failed',
    whenNone: 'not-applicable',
    start: ruleOn(everyMessage, toldBefore),
    mutants: () => ({
      'says nothing before': removeMessages(isNotification('error')),
      'says so after the turn': moveAfter(isFinal, isNotification('turn/completed')),
      'says something else': changeNotifications('error', (params) => [{ ...params, error: { message: 'other' } }]),
      'says nothing in the turn': changeTurn('turn/completed', { error: null }),
    }),
  }),
];

function toldBefore(): SubjectJudge<WireMessage> {
  const read = turnEvents();
  // By turn; 0.61 does not say of which turn an error is.
  const told = new Map<string | null, Set<string>>();
  return {
    see(wireMessage) {
      const { from, message } = wireMessage;
      if (from === 'server' && message.kind === 'notification' && message.method === 'error') {
        const params = objectOf(message.params);
        const turn = textIn(params, 'turnId');
        const words = textIn(objectIn(params, 'error'), 'message');
        if (words !== null) told.set(turn, new Set([...(told.get(turn) ?? []), words]));
      }
      const event = read(wireMessage);
      if (event?.kind !== 'ended') return undefined;
      const before = [...(told.get(event.turn) ?? []), ...(told.get(null) ?? [])];
      for (const turn of [event.turn, null]) told.delete(turn);
      if (event.status !== 'failed') return undefined;
      const expected = textIn(objectOf(event.error), 'message') ?? '';
      if (before.includes(expected)) return NO_VIOLATIONS;
      const actual = before.at(-1);
      if (actual === undefined) return [{ message: 'no error came before', line: event.line, expected }];
      return [{ message: 'the error says otherwise', line: event.line, expected, actual }];
    },
  };
}

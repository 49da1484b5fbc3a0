import { moveAfter, moveBefore, isNotification, removeMessages, type MessageFilter } from '../../mutations/wire.ts';
import type { WireMessage } from '../../app-server/wire.ts';
import type { Check } from '../check.ts';
import { type SubjectJudge, everyMessage, type Violation, NO_VIOLATIONS, ruleOn, wireRule } from '../stream-rule.ts';
import { testedIn } from './authorities.ts';
import { objectIn, textIn } from './fields.ts';
import { turnEvents } from './turn-events.ts';
import { objectOf } from '../../util/json-object.ts';

const IDLE: MessageFilter = statusIs('idle');
const ACTIVE: MessageFilter = statusIs('active');

/** Checks of the status of threads, in the versions that report it. */
export const statusChecks: readonly Check[] = [
  wireRule({
    id: 'app-server/thread/status-follows-turn',
    clause:
      'thread/status/changed makes a thread active before turn/started and no longer active before turn/completed.',
    level: 'should',
    assumes: ['has-turn'],
    authority: testedIn('v2/thread_status.rs'),
    about: 'changes of the status of a thread',
    whenNone: 'not-applicable',
    start: ruleOn(everyMessage, followsTurn),
    mutants: () => ({
      'is never active': removeMessages(ACTIVE),
      'is never idle again': removeMessages(IDLE),
      'is active after the turn started': moveAfter(ACTIVE, isNotification('turn/started')),
      'is idle after the turn ended': moveAfter(IDLE, isNotification('turn/completed')),
      'is idle before the turn started': moveBefore(IDLE, isNotification('turn/started')),
    }),
  }),
];

function followsTurn(): SubjectJudge<WireMessage> {
  const read = turnEvents();
  const active = new Map<string | null, boolean>();
  // Whether this version tells the status of a thread at all is not known when its first turn starts.
  const untold = new Map<string | null, Violation>();
  return {
    see(wireMessage) {
      const { from, line, message } = wireMessage;
      if (from === 'server' && message.kind === 'notification' && message.method === 'thread/status/changed') {
        const params = objectOf(message.params);
        const thread = textIn(params, 'threadId');
        active.set(thread, objectIn(params, 'status')['type'] === 'active');
        const earlier = untold.get(thread);
        untold.delete(thread);
        return earlier === undefined ? NO_VIOLATIONS : [earlier];
      }
      const event = read(wireMessage);
      if (event?.kind === 'started' && active.get(event.thread) !== true) {
        const violation = { message: 'the turn starts while the thread is not active', line };
        if (active.has(event.thread)) return [violation];
        untold.set(event.thread, violation);
      }
      if (event?.kind !== 'ended' || active.get(event.thread) !== true) return undefined;
      return [{ message: 'the turn ends while the thread is active', line }];
    },
  };
}

function statusIs(type: string): MessageFilter {
  return ({ method, params }) =>
    method === 'thread/status/changed' && (params as { status: { type: string } }).status.type === type;
}

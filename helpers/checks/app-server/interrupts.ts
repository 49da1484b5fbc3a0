import { isResponseTo, moveAfter, isNotification, changeTurn, removeMessages } from '../../mutations/wire.ts';
import type { WireMessage } from '../../app-server/wire.ts';
import type { Check } from '../check.ts';
import { type SubjectJudge, everyMessage, type Violation, NO_VIOLATIONS, ruleOn, wireRule } from '../stream-rule.ts';
import { README, testedIn } from './authorities.ts';
import { textIn } from './fields.ts';
import { turnEvents } from './turn-events.ts';
import { objectOf } from '../../util/json-object.ts';

/** What holds for turns that the client interrupts. */
export const interruptChecks: readonly Check[] = [
  wireRule({
    id: 'app-server/interrupt/ends-turn',
    effects: ['turn/interrupt'],
    clause: 'A turn whose turn/interrupt was answered with a result ends as interrupted.',
    level: 'must',
    assumes: ['interrupts'],
    authority: testedIn('v2/turn_interrupt.rs'),
    about: 'interruptions that were answered with a result',
    whenNone: 'not-applicable',
    start: ruleOn(everyMessage, endsTurn),
    mutants: () => ({
      'completes the turn': changeTurn('turn/completed', { status: 'completed' }),
      'never ends the turn': removeMessages(isNotification('turn/completed')),
      'ends another turn': changeTurn('turn/completed', { id: 'another' }),
      'answers after it has completed the turn': (recording) =>
        moveAfter(
          isResponseTo(4),
          isNotification('turn/completed'),
        )(changeTurn('turn/completed', { status: 'completed' })(recording)),
    }),
  }),
  wireRule({
    id: 'app-server/interrupt/only-asked',
    clause:
      'A turn ends as interrupted only if the client interrupts it, cancels an approval in it, or starts another turn meanwhile.',
    level: 'must',
    assumes: ['has-turn', 'turn-ends'],
    authority: README,
    about: 'turns that ended',
    whenNone: 'not-applicable',
    start: ruleOn(everyMessage, onlyAsked),
    mutants: () => ({
      'interrupts a turn that completed': changeTurn('turn/completed', { status: 'interrupted' }),
      'interrupts a turn, with an error': changeTurn('turn/completed', { status: 'interrupted', error: {} }),
    }),
  }),
];

function onlyAsked(): SubjectJudge<WireMessage> {
  const read = turnEvents();
  const running = new Map<string | null, string>();
  const stopped = new Set<string>();
  return {
    see(wireMessage) {
      const { from, message, answers } = wireMessage;
      if (from === 'client') {
        const asked = objectOf(message.kind === 'request' ? message.params : answers?.params);
        const [thread, turn] = [textIn(asked, 'threadId'), textIn(asked, 'turnId')];
        const method = message.kind === 'request' ? message.method : undefined;
        const decision = message.kind === 'response' ? objectOf(message.result)['decision'] : undefined;
        if (method === 'turn/interrupt' || decision === 'cancel') stopped.add(JSON.stringify([thread, turn]));
        const before = running.get(thread);
        if (method !== undefined && before !== undefined && /^(?:turn|review)\/start$|^thread\//.test(method)) {
          stopped.add(before);
        }
      }
      const event = read(wireMessage);
      if (event?.kind === 'started') running.set(event.thread, event.key);
      if (event?.kind !== 'ended') return undefined;
      if (running.get(event.thread) === event.key) running.delete(event.thread);
      if (event.status !== 'interrupted' || stopped.delete(event.key)) return NO_VIOLATIONS;
      const about = 'the client did not interrupt the turn';
      return [{ message: about, line: event.line, expected: 'completed or failed', actual: 'interrupted' }];
    },
  };
}

function endsTurn(): SubjectJudge<WireMessage> {
  const read = turnEvents();
  const due = new Map<string, Violation>();
  // An answer may come after the end that it speaks of.
  const ended = new Map<string, unknown>();
  const judged = (key: string, line: number): readonly Violation[] | undefined => {
    const status = ended.get(key);
    due.delete(key);
    if (status === 'interrupted') return NO_VIOLATIONS;
    return [{ message: 'the turn is not interrupted', line, expected: 'interrupted', actual: String(status) }];
  };
  return {
    see(wireMessage) {
      const event = read(wireMessage);
      if (event?.kind === 'ended') {
        ended.set(event.key, event.status);
        return due.has(event.key) ? judged(event.key, event.line) : undefined;
      }
      const { from, line, message, answers } = wireMessage;
      if (from !== 'server' || message.kind !== 'response' || answers?.method !== 'turn/interrupt') return undefined;
      const params = objectOf(answers.params);
      const key = JSON.stringify([textIn(params, 'threadId'), textIn(params, 'turnId')]);
      if (ended.has(key)) return judged(key, line);
      due.set(key, { message: 'the interrupted turn never ends', line });
      return undefined;
    },
    end: () => [...due.values()],
  };
}

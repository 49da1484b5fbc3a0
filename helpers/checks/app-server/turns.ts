import type { RequestId } from '../../app-server/messages.ts';
import type { WireMessage } from '../../app-server/wire.ts';
import type { Check } from '../check.ts';
import { type SubjectJudge, everyMessage, NO_VIOLATIONS, ruleOn, wireRule } from '../stream-rule.ts';
import { README, testedIn } from './authorities.ts';
import { turnEvents, type TurnEvent } from './turn-events.ts';
import {
  copyFirstToEnd,
  copyBefore,
  moveAfter,
  moveBefore,
  isNotification,
  changeTurn,
  duplicateFirst,
  removeMessages,
  changeResponse,
  isResponseTo,
} from '../../mutations/wire.ts';
import type { JsonObject } from '../../util/json-object.ts';

const ENDED = isNotification('turn/completed');
const STARTED = isNotification('turn/started');

/** How turns begin and end on every wire. Only open turns are kept, and of each thread the turn that ended last. */
export const wireTurnChecks: readonly Check[] = [
  wireRule({
    id: 'app-server/turn/answered-before-started',
    clause: 'The answer to turn/start comes before the turn/started of the turn that it names.',
    level: 'must',
    assumes: ['has-turn'],
    needsClient: true,
    authority: testedIn('v2/turn_start.rs'),
    about: 'answers to turn/start',
    whenNone: 'untestable',
    start: ruleOn(everyMessage, answeredFirst),
    mutants: () => ({
      'starts the turn and then answers': moveBefore(STARTED, isResponseTo('turn/start')),
      'answers when the turn is over': moveAfter(isResponseTo('turn/start'), ENDED),
      'starts the turn before and after it answers': copyBefore(STARTED, isResponseTo('turn/start')),
    }),
  }),
  wireRule({
    id: 'app-server/turn/starts-as-answered',
    clause: 'The turn that turn/start answers with is announced by turn/started under the same id.',
    level: 'must',
    assumes: ['has-turn'],
    needsClient: true,
    authority: README,
    about: 'answers to turn/start',
    whenNone: 'untestable',
    start: ruleOn(turnEvents, startsAsAnswered),
    mutants: () => ({
      'answers with another turn': changeResponse('turn/start', (answer) => [
        { ...answer, result: { turn: { ...((answer['result'] as JsonObject)['turn'] as JsonObject), id: 'another' } } },
      ]),
      'starts another turn': changeTurn('turn/started', { id: 'another' }),
      'never starts the turn': removeMessages(STARTED),
    }),
  }),
  wireRule({
    id: 'app-server/turn/one-start-one-end',
    clause: 'Each turn has one turn/started and after it one turn/completed.',
    level: 'must',
    assumes: ['has-turn', 'turn-uncut'],
    denies: { 'turn-ends': 'the turn never ends' },
    authority: README,
    about: 'turns',
    whenNone: 'untestable',
    start: ruleOn(turnEvents, oneStartOneEnd),
    mutants: () => ({
      'never ends the turn': removeMessages(ENDED),
      'never starts the turn': removeMessages(STARTED),
      'ends the turn twice': duplicateFirst(ENDED),
      'starts the turn twice': duplicateFirst(STARTED),
      'starts the turn again when it is over': copyFirstToEnd(STARTED),
      'ends another turn': changeTurn('turn/completed', { id: 'another' }),
      'ends the turn and then starts it': moveAfter(STARTED, ENDED),
    }),
  }),
];

function answeredFirst(): SubjectJudge<WireMessage> {
  const read = turnEvents();
  const asked = new Set<RequestId>();
  const answered = new Set<string>();
  let early: TurnEvent[] = [];
  return {
    see(wireMessage) {
      const { from, message } = wireMessage;
      if (from === 'client' && message.kind === 'request' && message.method === 'turn/start') asked.add(message.id);
      const event = read(wireMessage);
      // One that is started while nobody waits for an answer was not begun by turn/start.
      if (event?.kind === 'started' && asked.size > 0 && !answered.has(event.key)) early.push(event);
      if (event?.kind === 'ended') answered.delete(event.key);
      const before = event?.kind === 'answered' ? early.find((started) => isSameTurn(started, event)) : undefined;
      if (from === 'server' && (message.kind === 'response' || message.kind === 'error-response'))
        asked.delete(message.id);
      if (asked.size === 0) early = [];
      if (event?.kind !== 'answered') return undefined;
      answered.add(event.key);
      if (before === undefined) return NO_VIOLATIONS;
      return [{ message: `turn/started came before, in line ${before.line}`, line: event.line, actual: event.turn }];
    },
  };
}

/** Before its answer has come, 0.61 does not tell of which thread a turn is. */
function isSameTurn(started: TurnEvent, answered: TurnEvent): boolean {
  return started.turn === answered.turn && (started.thread === null || started.thread === answered.thread);
}

function startsAsAnswered(): SubjectJudge<TurnEvent> {
  const due = new Map<string, { readonly line: number; readonly turn: string | null }>();
  const open = new Set<string>();
  return {
    see({ kind, line, turn, key }) {
      if (kind === 'started') {
        due.delete(key);
        open.add(key);
      }
      if (kind === 'ended') open.delete(key);
      if (kind !== 'answered') return undefined;
      // An answer that names a turn in progress has added to it.
      if (!open.has(key)) due.set(key, { line, turn });
      return NO_VIOLATIONS;
    },
    end: () =>
      [...due.values()].map(({ line, turn }) => ({
        message: 'no turn/started names this turn',
        line,
        actual: turn ?? '',
      })),
  };
}

function oneStartOneEnd(): SubjectJudge<TurnEvent> {
  const open = new Map<string, { readonly line: number; readonly turn: string | null }>();
  const last = new Map<string | null, string>();
  return {
    see({ kind, line, thread, turn, key }) {
      const actual = turn ?? '';
      if (kind === 'started') {
        const again = open.has(key) || last.get(thread) === key;
        open.set(key, { line, turn });
        return again ? [{ message: 'the turn is started again', line, actual }] : NO_VIOLATIONS;
      }
      if (kind !== 'ended') return undefined;
      if (open.delete(key)) {
        last.set(thread, key);
        return NO_VIOLATIONS;
      }
      const how = last.get(thread) === key ? 'the turn ends again' : 'a turn ends that was not started';
      return [{ message: how, line, actual }];
    },
    end: () =>
      [...open.values()].map(({ line, turn }) => ({ message: 'the turn never ends', line, actual: turn ?? '' })),
  };
}

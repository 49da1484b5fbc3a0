import type { Check } from '../check.ts';
import { type SubjectJudge, NO_VIOLATIONS, ruleOn, wireRule } from '../stream-rule.ts';
import { README } from './authorities.ts';
import { forgetTurn, nameOf } from './open-items.ts';
import { turnEvents, type ItemStep, type TurnEvent } from './turn-events.ts';
import {
  changeWireItems,
  moveAfter,
  moveBefore,
  isNotification,
  duplicateFirst,
  removeMessages,
} from '../../mutations/wire.ts';

const REPLY = isNotification('item/completed', 'agentMessage');
const BEGUN = isNotification('item/started', 'agentMessage');
const ENDED = isNotification('turn/completed');

/** What holds for the items of every wire. Only open items are kept; an id that is used again begins another item. */
export const itemChecks: readonly Check[] = [
  wireRule({
    id: 'app-server/item/started-then-completed',
    clause: 'An item is started once and then completed once.',
    level: 'must',
    assumes: ['has-turn', 'turn-uncut'],
    authority: README,
    about: 'steps of items',
    whenNone: 'untestable',
    start: ruleOn(turnEvents, startedThenCompleted),
    mutants: () => ({
      'completes an item that was not started': removeMessages(BEGUN),
      'completes an item twice': duplicateFirst(REPLY),
      'starts an item twice': duplicateFirst(BEGUN),
      'starts an item after it is completed': moveAfter(BEGUN, REPLY),
      'completes an item under another id': changeWireItems('item/completed', 'agentMessage', (item) => ({
        ...item,
        id: 'x',
      })),
    }),
  }),
  wireRule({
    id: 'app-server/item/closed-at-turn-end',
    clause: 'When a turn ends, each item that was started in it is completed.',
    level: 'should',
    assumes: ['has-turn', 'turn-ends'],
    authority: README,
    about: 'turns that ended',
    whenNone: 'untestable',
    start: ruleOn(turnEvents, closedAtTurnEnd),
    mutants: () => ({
      'never completes the reply': removeMessages(REPLY),
      'never completes the message of the user': removeMessages(isNotification('item/completed', 'userMessage')),
      'completes the reply when the turn is over': moveAfter(REPLY, ENDED),
    }),
  }),
  wireRule({
    id: 'app-server/item/keeps-type',
    clause: 'An item is completed with the type with which it was started.',
    level: 'must',
    assumes: ['has-turn'],
    authority: README,
    about: 'items that were started and completed',
    whenNone: 'untestable',
    start: ruleOn(turnEvents, keepsType),
    mutants: () => ({
      'completes a message as reasoning': changeWireItems('item/completed', 'agentMessage', (item) => ({
        ...item,
        type: 'reasoning',
      })),
      'starts a message of the user as one of the agent': changeWireItems('item/started', 'userMessage', (item) => ({
        ...item,
        type: 'agentMessage',
      })),
      'completes a message as an unknown item': changeWireItems('item/completed', 'userMessage', (item) => ({
        ...item,
        type: 'haiku',
      })),
    }),
  }),
  wireRule({
    id: 'app-server/item/user-message-before-reply',
    clause: 'The message of the user comes before the first message of the agent in a turn.',
    level: 'should',
    assumes: ['has-turn', 'agent-messages'],
    authority: README,
    about: 'messages of the agent in turns with a message of the user',
    whenNone: 'not-applicable',
    start: ruleOn(turnEvents, userFirst),
    mutants: () => ({
      'starts an item before the message of the user': moveBefore(BEGUN, isNotification('item/started', 'userMessage')),
      'shows the message of the user last': moveBefore(isNotification('item/started', 'userMessage'), ENDED),
    }),
  }),
];

function startedThenCompleted(): SubjectJudge<TurnEvent> {
  const open = new Map<string, string>();
  return {
    see(event) {
      forgetTurn(open, event);
      if (!isStep(event)) return undefined;
      const { line, kind, id: actual } = event;
      const name = nameOf(event);
      if (kind === 'item-completed') {
        return open.delete(name) ? NO_VIOLATIONS : [{ message: 'an item is completed that is not open', line, actual }];
      }
      if (open.has(name)) return [{ message: 'the item is started again', line, actual }];
      open.set(name, event.key);
      return NO_VIOLATIONS;
    },
  };
}

function closedAtTurnEnd(): SubjectJudge<TurnEvent> {
  const open = new Map<string, ItemStep>();
  return {
    see(event) {
      if (event.kind === 'item-started') open.set(nameOf(event), event);
      if (event.kind === 'item-completed') open.delete(nameOf(event));
      if (event.kind !== 'ended') return undefined;
      const left = [...open.values()].filter(({ key }) => key === event.key);
      for (const item of left) open.delete(nameOf(item));
      const message = `started in this turn, not completed when it ends in line ${event.line}`;
      return left.map(({ line, type, id }) => ({ message, line, actual: `${type} ${id}` }));
    },
  };
}

function keepsType(): SubjectJudge<TurnEvent> {
  const open = new Map<string, string>();
  const turns = new Map<string, string>();
  return {
    see(event) {
      forgetTurn(turns, event, (name) => open.delete(name));
      if (!isStep(event)) return undefined;
      const name = nameOf(event);
      const { line, type: actual } = event;
      if (event.kind === 'item-started') {
        open.set(name, actual);
        turns.set(name, event.key);
        return undefined;
      }
      const expected = open.get(name);
      open.delete(name);
      turns.delete(name);
      if (expected === undefined) return undefined;
      return actual === expected ? NO_VIOLATIONS : [{ message: 'the item has another type', line, expected, actual }];
    },
  };
}

function userFirst(): SubjectJudge<TurnEvent> {
  const turns = new Map<string, { said: boolean; early: ItemStep | null }>();
  return {
    see(event) {
      if (event.kind === 'ended') turns.delete(event.key);
      if (event.kind !== 'item-started') return undefined;
      const turn = turns.get(event.key) ?? { said: false, early: null };
      turns.set(event.key, turn);
      if (event.type === 'userMessage') {
        const early = turn.said ? null : turn.early;
        turn.said = true;
        if (early === null) return undefined;
        return [{ message: `the agent spoke before, in line ${early.line}`, line: event.line, actual: early.id }];
      }
      if (event.type !== 'agentMessage') return undefined;
      if (turn.said) return NO_VIOLATIONS;
      turn.early ??= event;
      return undefined;
    },
  };
}

function isStep(event: TurnEvent): event is ItemStep {
  return event.kind === 'item-started' || event.kind === 'item-completed';
}

import type { Check } from '../check.ts';
import { type SubjectJudge, NO_VIOLATIONS, ruleOn, wireRule } from '../stream-rule.ts';
import { README } from './authorities.ts';
import { textIn } from './fields.ts';
import { forgetTurn, nameOf } from './open-items.ts';
import { turnEvents, type TurnEvent } from './turn-events.ts';
import {
  changeNotifications,
  changeWireItems,
  moveAfter,
  moveBefore,
  isNotification,
  duplicateFirst,
  removeMessages,
  removeFirst,
} from '../../mutations/wire.ts';

const REPLY = isNotification('item/completed', 'agentMessage');
const PIECE = isNotification('item/agentMessage/delta');
const BEGUN = isNotification('item/started', 'agentMessage');

/** What holds for texts that come in pieces. Only those of open items are kept. */
export const itemTextChecks: readonly Check[] = [
  wireRule({
    id: 'app-server/item/deltas-while-open',
    clause: 'The pieces of a text come after their item is started and before it is completed.',
    level: 'must',
    assumes: ['has-turn', 'agent-messages'],
    authority: README,
    about: 'pieces of texts',
    whenNone: 'not-applicable',
    start: ruleOn(turnEvents, deltasWhileOpen),
    mutants: () => ({
      'sends pieces of an item that was not started': removeMessages(BEGUN),
      'sends a piece before its item is started': moveBefore(PIECE, BEGUN),
      'sends a piece after its item is completed': moveAfter(PIECE, REPLY),
      'sends pieces of another item': changeNotifications('item/agentMessage/delta', (params) => [
        { ...params, itemId: 'another' },
      ]),
    }),
  }),
  wireRule({
    id: 'app-server/item/deltas-make-text',
    clause: 'The pieces of a message of the agent, one after the other, are its text.',
    level: 'must',
    assumes: ['has-turn', 'agent-messages', 'turn-ends'],
    authority: README,
    about: 'messages of the agent that came in pieces',
    whenNone: 'not-applicable',
    start: ruleOn(turnEvents, deltasMakeText),
    mutants: () => ({
      'loses a piece': removeFirst(PIECE),
      'sends a piece twice': duplicateFirst(PIECE),
      'sends its second piece first': moveAfter(PIECE, PIECE),
      'adds a space to a piece': changeNotifications('item/agentMessage/delta', (params) => [
        { ...params, delta: `${String(params['delta'])} ` },
      ]),
      'completes another text': changeWireItems('item/completed', 'agentMessage', (item) => ({
        ...item,
        text: 'Done.',
      })),
      'completes no text': changeWireItems('item/completed', 'agentMessage', ({ id, type }) => ({ id, type })),
    }),
  }),
];

function deltasWhileOpen(): SubjectJudge<TurnEvent> {
  const open = new Map<string, string>();
  return {
    see(event) {
      forgetTurn(open, event);
      if (event.kind === 'item-started') open.set(nameOf(event), event.key);
      if (event.kind === 'item-completed') open.delete(nameOf(event));
      if (event.kind !== 'delta') return undefined;
      if (open.has(nameOf(event))) return NO_VIOLATIONS;
      return [{ message: 'a piece of an item that is not open', line: event.line, actual: event.id }];
    },
  };
}

function deltasMakeText(): SubjectJudge<TurnEvent> {
  const texts = new Map<string, string>();
  const turns = new Map<string, string>();
  return {
    see(event) {
      forgetTurn(turns, event, (name) => texts.delete(name));
      if (event.kind === 'delta' && event.of === 'agentMessage') {
        const name = nameOf(event);
        turns.set(name, event.key);
        texts.set(name, (texts.get(name) ?? '') + event.text);
      }
      if (event.kind !== 'item-completed' || event.type !== 'agentMessage') return undefined;
      const name = nameOf(event);
      const actual = texts.get(name);
      turns.delete(name);
      texts.delete(name);
      if (actual === undefined) return undefined;
      const expected = textIn(event.item, 'text') ?? '';
      return actual === expected
        ? NO_VIOLATIONS
        : [{ message: 'the pieces make another text', line: event.line, expected, actual }];
    },
  };
}

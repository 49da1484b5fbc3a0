import type { Check } from '../check.ts';
import { type Clause, FINE, ruleOn, wireRule } from '../stream-rule.ts';
import { README } from './authorities.ts';
import { textIn } from './fields.ts';
import { forgetTurn, nameOf } from './open-items.ts';
import { turnEvents, type TurnEvent } from './turn-events.ts';

/** What holds for texts that come in pieces. Only those of open items are kept. */
export const itemTextChecks: readonly Check[] = [
  wireRule({
    id: 'app-server/item/deltas-while-open',
    clause: 'The pieces of a text come after their item is started and before it is completed.',
    level: 'must',
    assumes: ['starts', 'plain-turns', 'has-turn'],
    authority: README,
    about: 'pieces of texts',
    whenNone: 'not-applicable',
    start: ruleOn(turnEvents, deltasWhileOpen),
  }),
  wireRule({
    id: 'app-server/item/deltas-make-text',
    clause: 'The pieces of a message of the agent, one after the other, are its text.',
    level: 'must',
    assumes: ['starts', 'plain-turns', 'has-turn'],
    authority: README,
    about: 'messages of the agent that came in pieces',
    whenNone: 'not-applicable',
    start: ruleOn(turnEvents, deltasMakeText),
  }),
];

function deltasWhileOpen(): Clause<TurnEvent> {
  const open = new Map<string, string>();
  return {
    see(event) {
      forgetTurn(open, event);
      if (event.kind === 'item-started') open.set(nameOf(event), event.key);
      if (event.kind === 'item-completed') open.delete(nameOf(event));
      if (event.kind !== 'delta') return undefined;
      if (open.has(nameOf(event))) return FINE;
      return [{ message: 'a piece of an item that is not open', line: event.line, actual: event.id }];
    },
  };
}

function deltasMakeText(): Clause<TurnEvent> {
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
        ? FINE
        : [{ message: 'the pieces make another text', line: event.line, expected, actual }];
    },
  };
}

import type { Mutation } from '../../mutations/mutation.ts';
import { changeEvents, changeStdout } from '../../mutations/stdout.ts';
import { commandEvents } from '../../mutations/sample-items.ts';
import type { Check } from '../check.ts';
import { execRule } from '../stream-rule.ts';
import { EVENTS, PROCESSOR } from './authorities.ts';
import { itemRule } from './item-tracker.ts';

/** Ids of items. */
export const itemIdChecks: readonly Check[] = [
  execRule({
    id: 'exec/items/unique-ids',
    clause: 'An item id belongs to one item: it is not used again after item.completed.',
    level: 'must',
    assumes: ['event-stream', 'some-start'],
    authority: EVENTS,
    about: 'completed items',
    whenNone: 'not-applicable',
    start: itemRule(({ event, id }, { stood }) => {
      if (stood === 'completed') return `${id} was already completed`;
      return event === 'item.completed' ? true : undefined;
    }),
    mutants: () => ({
      'completes an item twice': changeEvents('item.completed', (event) => [event, event]),
      'goes on under an old id': changeEvents('turn.completed', (event) => [...commandEvents('item_0'), event]),
    }),
  }),
  execRule({
    id: 'exec/items/sequential-ids',
    clause: 'Items are named item_0, item_1 and so on, in the order in which they first appear.',
    level: 'should',
    assumes: ['event-stream', 'some-start'],
    authority: PROCESSOR,
    about: 'items',
    whenNone: 'not-applicable',
    start: itemRule(({ id }, { stood, next }) => {
      if (stood !== 'new') return undefined;
      return id === `item_${next}` ? true : `id ${id}, expected item_${next}`;
    }),
    mutants: () => ({
      'counts from 1': named((number) => `item_${number + 1}`),
      'skips each second number': named((number) => `item_${2 * number + 1}`),
      'writes numbers with zeros': named((number) => `item_0${number}`),
      'uses the ids of the model': named((number) => `msg_${number}`),
    }),
  }),
];

function named(name: (number: number) => string): Mutation {
  return changeStdout((lines) =>
    lines.map((line) => line.replace(/"id":"item_(\d+)"/, (_, number: string) => `"id":"${name(Number(number))}"`)),
  );
}

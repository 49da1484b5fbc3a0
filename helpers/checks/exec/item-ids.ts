import type { Check } from '../check.ts';
import { execRule } from '../stream-rule.ts';
import { EVENTS, PROCESSOR } from './authorities.ts';
import { itemRule } from './item-tracker.ts';

/** How items are named. */
export const itemIdChecks: readonly Check[] = [
  execRule({
    id: 'exec/items/unique-ids',
    clause: 'An item id names one item: once that is completed, the id does not come again.',
    level: 'must',
    assumes: ['event-stream'],
    authority: EVENTS,
    about: 'events of items',
    whenNone: 'not-applicable',
    start: itemRule(({ id }, { stood }) => (stood === 'completed' ? `${id} was completed before` : true)),
  }),
  execRule({
    id: 'exec/items/sequential-ids',
    clause: 'Items are named item_0, item_1 and so on, in the order in which they first appear.',
    level: 'should',
    assumes: ['event-stream'],
    authority: PROCESSOR,
    about: 'items',
    whenNone: 'not-applicable',
    start: itemRule(({ id }, { stood, next }) => {
      if (stood !== 'new') return undefined;
      return id === `item_${next}` ? true : `the next id is item_${next}`;
    }),
  }),
];

import type { Check } from '../check.ts';
import { execRule, lineRule } from '../stream-rule.ts';
import { EVENTS, PROCESSOR } from './authorities.ts';
import { itemEventOf, itemRule, itemTracker } from './item-tracker.ts';

/** The life of an item: started, updated, completed. */
export const itemLifeChecks: readonly Check[] = [
  execRule({
    id: 'exec/items/started-once',
    clause: 'An item that is open is not started again.',
    level: 'must',
    assumes: ['event-stream'],
    authority: EVENTS,
    about: 'starts of items',
    whenNone: 'not-applicable',
    start: itemRule(({ event, id }, { stood }) => {
      if (event !== 'item.started') return undefined;
      return stood === 'open' ? `${id} is open already` : true;
    }),
  }),
  execRule({
    id: 'exec/items/updated-while-open',
    clause: 'An item is updated only between its start and its completion.',
    level: 'must',
    assumes: ['event-stream'],
    authority: EVENTS,
    about: 'updates of items',
    whenNone: 'not-applicable',
    start: itemRule(({ event, id }, { stood }) => {
      if (event !== 'item.updated') return undefined;
      return stood === 'open' ? true : `${id} is ${stood === 'new' ? 'not started' : 'completed'}`;
    }),
  }),
  execRule({
    id: 'exec/items/one-type',
    clause: 'An item keeps its type from its start to its completion.',
    level: 'must',
    assumes: ['event-stream'],
    authority: EVENTS,
    about: 'later events of items that were started',
    whenNone: 'not-applicable',
    start: itemRule(({ id, type }, { openedAs }) => {
      if (openedAs === undefined) return undefined;
      return openedAs === type ? true : `${id} was started as ${openedAs}`;
    }),
  }),
  execRule({
    id: 'exec/items/completed-by-end-of-turn',
    clause: 'Each item that was started is completed before turn.completed.',
    level: 'should',
    assumes: ['event-stream'],
    authority: PROCESSOR,
    about: 'items that were started',
    whenNone: 'not-applicable',
    start: lineRule(() => {
      const items = itemTracker();
      return {
        see(line) {
          if (line.kind === 'event' && line.event.type === 'turn.completed') {
            const open = items.open();
            return open.length === 0 ? undefined : `never completed: ${open.join(', ')}`;
          }
          const item = itemEventOf(line);
          if (item === undefined) return undefined;
          items.see(item);
          return item.event === 'item.started' ? true : undefined;
        },
      };
    }),
  }),
];

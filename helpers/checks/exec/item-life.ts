import { addEventsAfter } from '../../mutations/stdout.ts';
import { commandEvents, commandItem, todoItem, itemEvent } from '../../mutations/sample-items.ts';
import type { Check } from '../check.ts';
import { execRule, lineRule } from '../stream-rule.ts';
import { EVENTS, PROCESSOR } from './authorities.ts';
import { itemEventOf, itemRule, itemTracker } from './item-tracker.ts';

const PATCH = { type: 'file_change', changes: [{ path: '/w/a', kind: 'add' }], status: 'completed' };
const SEARCH = { type: 'web_search', query: '' };
const CALL = { type: 'mcp_tool_call', server: 's', tool: 't', status: 'completed' };

/** The life of an item: started, updated, completed. */
export const itemLifeChecks: readonly Check[] = [
  execRule({
    id: 'exec/items/started-once',
    clause: 'An item that is open is not started again.',
    level: 'must',
    assumes: ['item-starts'],
    authority: EVENTS,
    about: 'starts of items',
    whenNone: 'not-applicable',
    start: itemRule(({ event, id }, { stood }) => {
      if (event !== 'item.started') return undefined;
      return stood === 'open' ? `${id} was already started` : true;
    }),
    mutants: () => ({
      'starts a command twice': addEventsAfter(
        'turn.started',
        itemEvent('started', commandItem('x')),
        ...commandEvents('x'),
      ),
      'starts a list again to update it': addEventsAfter(
        'turn.started',
        itemEvent('started', todoItem('x')),
        itemEvent('started', todoItem('x', true)),
        itemEvent('completed', todoItem('x', true)),
      ),
    }),
  }),
  execRule({
    id: 'exec/items/updated-while-open',
    clause: 'An item is updated only between its start and its completion.',
    level: 'must',
    assumes: ['item-updates'],
    authority: EVENTS,
    about: 'updates of items',
    whenNone: 'not-applicable',
    start: itemRule(({ event, id }, { stood }) => {
      if (event !== 'item.updated') return undefined;
      return stood === 'open'
        ? true
        : `${id} is updated ${stood === 'new' ? 'before its start' : 'after its completion'}`;
    }),
    mutants: () => ({
      'updates a list that was not started': addEventsAfter(
        'turn.started',
        itemEvent('updated', todoItem('x', true)),
        itemEvent('completed', todoItem('x', true)),
      ),
      'updates a list after its end': addEventsAfter(
        'turn.started',
        itemEvent('started', todoItem('x')),
        itemEvent('completed', todoItem('x')),
        itemEvent('updated', todoItem('x', true)),
      ),
    }),
  }),
  execRule({
    id: 'exec/items/one-type',
    clause: 'An item keeps its type from its start to its completion.',
    level: 'must',
    assumes: ['item-starts', 'turn-uncut'],
    authority: EVENTS,
    about: 'later events of started items',
    whenNone: 'not-applicable',
    start: itemRule(({ id, type }, { openedAs }) => {
      if (openedAs === undefined) return undefined;
      return openedAs === type ? true : `${id} has the type ${type}, expected ${openedAs}`;
    }),
    mutants: () => ({
      'completes a command as a patch': addEventsAfter(
        'turn.started',
        itemEvent('started', commandItem('x')),
        itemEvent('completed', { id: 'x', ...PATCH }),
      ),
      'completes a search as a call': addEventsAfter(
        'turn.started',
        itemEvent('started', { id: 'x', ...SEARCH }),
        itemEvent('completed', { id: 'x', ...CALL }),
      ),
    }),
  }),
  execRule({
    id: 'exec/items/completed-by-end-of-turn',
    clause: 'Each started item is completed before turn.completed.',
    level: 'should',
    assumes: ['turn-completes', 'item-starts'],
    authority: PROCESSOR,
    about: 'completed turns with started items',
    whenNone: 'not-applicable',
    start: lineRule(() => {
      const items = itemTracker();
      let started = false;
      return {
        see(line) {
          if (line.kind === 'event' && line.event.type === 'turn.completed') {
            const open = items.open();
            if (open.length === 0) return started ? true : undefined;
            return `items without item.completed: ${open.join(', ')}`;
          }
          const item = itemEventOf(line);
          if (item === undefined) return undefined;
          items.see(item);
          started ||= item.event === 'item.started';
          return undefined;
        },
      };
    }),
    mutants: () => ({
      'never completes a command': addEventsAfter('turn.started', itemEvent('started', commandItem('x'))),
      'never completes a list': addEventsAfter(
        'turn.started',
        itemEvent('started', todoItem('x')),
        itemEvent('updated', todoItem('x', true)),
      ),
    }),
  }),
];

import { expect, test } from 'vitest';
import { itemEventOf, itemTracker, type ItemEvent } from '../../../../helpers/checks/exec/item-tracker.ts';
import { parseText } from '../../../../helpers/exec/parser.ts';

function seen(...events: readonly (readonly [ItemEvent['event'], id: string])[]): string[] {
  const items = itemTracker();
  return events.map(([event, id]) => items.see({ event, id, type: 'command_execution' }).stood);
}

test('an item is new, then open, then completed', () => {
  const life = ['item.started', 'item.updated', 'item.completed', 'item.updated'] as const;
  expect(seen(...life.map((event) => [event, 'item_0'] as const))).toEqual(['new', 'open', 'open', 'completed']);
});

test('an item that comes whole is new once', () => {
  expect(seen(['item.completed', 'item_0'], ['item.completed', 'item_0'])).toEqual(['new', 'completed']);
});

test('numbers that were passed over are new when they come', () => {
  const late = ['item_2', 'item_0', 'item_1', 'item_0', 'item_3'].map((id) => ['item.completed', id] as const);
  expect(seen(...late)).toEqual(['new', 'new', 'new', 'completed', 'new']);
});

test('an id without a number is known while its item is open', () => {
  expect(seen(['item.started', 'msg_a'], ['item.completed', 'msg_a'], ['item.started', 'msg_a'])).toEqual([
    'new',
    'open',
    'new',
  ]);
});

test('an id without a number takes the place of one', () => {
  const items = itemTracker();
  const next = ['item_0', 'ws_1', 'item_2', 'item_1'].map((id) => {
    const { stood, next } = items.see({ event: 'item.completed', id, type: 'web_search' });
    return `${stood}, ${next}`;
  });
  expect(next).toEqual(['new, 0', 'new, 1', 'new, 2', 'new, 3']);
});

test('a number beyond counting takes no time', () => {
  expect(seen(['item.completed', 'item_999999999999999'], ['item.completed', 'item_5'])).toEqual(['new', 'new']);
});

test('lists open items in order, with their types', () => {
  const items = itemTracker();
  items.see({ event: 'item.started', id: 'item_0', type: 'command_execution' });
  items.see({ event: 'item.updated', id: 'item_1', type: 'todo_list' });
  expect(items.see({ event: 'item.updated', id: 'item_0', type: 'web_search' })).toEqual({
    stood: 'open',
    openedAs: 'command_execution',
    next: 2,
  });
  expect(items.open()).toEqual(['item_0', 'item_1']);
});

test('items of an unknown type are items, and other lines are not', () => {
  const lines = [
    '{"type":"item.completed","item":{"id":"item_0","type":"haiku"}}',
    '{"type":"item.completed","item":{"id":7,"type":"haiku"}}',
    '{"type":"item.completed","item":{"id":"item_0","type":"reasoning"}}',
    '{"type":"item.started","item":{"id":"item_1","type":"error","message":"m"}}',
    '{"type":"turn.started"}',
    '{"type":"item.waiting","item":{"id":"item_2","type":"reasoning","text":"x"}}',
  ];
  expect(parseText(lines.join('\n')).map(itemEventOf)).toEqual([
    { event: 'item.completed', id: 'item_0', type: 'haiku' },
    undefined,
    undefined,
    { event: 'item.started', id: 'item_1', type: 'error' },
    undefined,
    undefined,
  ]);
});

import { expect, test } from 'vitest';
import { item, notification, piece, turn, verdictOn } from './wires.ts';

const STEPS = 'app-server/item/started-then-completed';
const CLOSED = 'app-server/item/closed-at-turn-end';
const TEXT = 'app-server/item/deltas-make-text';
const OPEN = 'app-server/item/deltas-while-open';

const started = turn('started', 't', '1');
const ended = turn('completed', 't', '1');
const said = (id: string) => item('started', id, { type: 'userMessage' });

test('an id that a model uses again is another item', () => {
  const once = [item('started', 'x'), piece('x', 'a'), item('completed', 'x', { text: 'a' })];
  const again = [item('started', 'x'), piece('x', 'b'), item('completed', 'x', { text: 'b' })];
  const wire = [started, ...once, ...again, ended];
  expect(verdictOn(STEPS, ...wire)).toEqual(['pass', '4 steps of items, all valid']);
  expect(verdictOn(TEXT, ...wire)[0]).toBe('pass');
  expect(verdictOn(OPEN, ...wire)[0]).toBe('pass');
});

test('items may overlap; two threads may share an id', () => {
  const other = { threadId: 'u', turnId: '1' };
  const wire = [item('started', 'x'), item('started', 'x', {}, other), piece('x', 'a'), piece('x', 'b', other)];
  const ends = [item('completed', 'x', { text: 'b' }, other), item('completed', 'x', { text: 'a' })];
  expect(verdictOn(TEXT, started, ...wire, ...ends)[0]).toBe('pass');
  expect(verdictOn(STEPS, started, ...wire, ...ends)[0]).toBe('pass');
});

test('names an item left open, with the line of its start', () => {
  expect(
    verdictOn(CLOSED, started, item('started', 'x'), item('started', 'y', {}, { threadId: 'u', turnId: '1' }), ended),
  ).toEqual(['fail', '2: started in this turn, not completed when it ends in line 4']);
});

test('an item cannot be completed in the next turn', () => {
  const wire = [started, item('started', 'x'), ended, item('completed', 'x')];
  expect(verdictOn(STEPS, ...wire)).toEqual(['fail', '4: an item is completed that is not open']);
  expect(verdictOn('app-server/item/keeps-type', ...wire)).toEqual([
    'untestable',
    'no items that were started and completed',
  ]);
});

test('pieces that are left when their turn ends are forgotten', () => {
  const wire = [started, item('started', 'x'), piece('x', 'a'), ended];
  expect(verdictOn(TEXT, ...wire, started, item('started', 'x'), item('completed', 'x', { text: 'b' }))).toEqual([
    'not-applicable',
    'no messages of the agent that came in pieces',
  ]);
});

test('a message that comes whole has no pieces to be judged', () => {
  expect(verdictOn(TEXT, started, item('started', 'x'), item('completed', 'x', { text: 'a' }))[0]).toBe(
    'not-applicable',
  );
});

test('reasoning deltas need an open item, output may be late', () => {
  const place = { threadId: 't', turnId: '1', itemId: 'x', delta: 'a' };
  expect(verdictOn(OPEN, started, notification('item/commandExecution/outputDelta', place))[0]).toBe('not-applicable');
  expect(verdictOn(OPEN, started, notification('item/reasoning/summaryTextDelta', place))).toEqual([
    'fail',
    '2: a piece of an item that is not open',
  ]);
});

test('one user message precedes the agent, others may follow', () => {
  const wire = [started, said('u'), item('started', 'x'), said('v')];
  expect(verdictOn('app-server/item/user-message-before-reply', ...wire)[0]).toBe('pass');
  expect(verdictOn('app-server/item/user-message-before-reply', started, item('started', 'x'), said('u'))).toEqual([
    'fail',
    '3: the agent spoke before, in line 2',
  ]);
});

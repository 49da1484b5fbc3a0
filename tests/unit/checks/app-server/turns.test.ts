import { expect, test } from 'vitest';
import { answer, item, notification, request, turn, verdictOn } from './wires.ts';

const BEFORE = 'app-server/turn/answered-before-started';
const AS_ANSWERED = 'app-server/turn/starts-as-answered';
const ONCE = 'app-server/turn/one-start-one-end';
const QUIET = 'app-server/turn/nothing-after-end';

const asked = (id: number, threadId = 't') => request(id, 'turn/start', { threadId });
const answered = (id: number, name: string) => answer(id, { turn: { id: name, status: 'inProgress' } });
const of = (turnId: string) => ({ threadId: 't', turnId });

test('a turn/start can add to a running turn', () => {
  const wire = [asked(1), answered(1, '1'), asked(2), turn('started', 't', '1'), answered(2, '1')];
  expect(verdictOn(BEFORE, ...wire)).toEqual(['pass', '2 answers to turn/start, all valid']);
  expect(verdictOn(AS_ANSWERED, ...wire)).toEqual(['pass', '2 answers to turn/start, all valid']);
});

test('a turn that codex begins by itself needs no answer', () => {
  expect(verdictOn(BEFORE, turn('started', 't', '1'), asked(1), answered(1, '2'))[0]).toBe('pass');
});

test('turns of two threads may have the same id', () => {
  const wire = [turn('started', 'a', '0'), turn('started', 'b', '0'), turn('completed', 'a', '0')];
  expect(verdictOn(ONCE, ...wire, turn('completed', 'b', '0'))).toEqual(['pass', '4 turns, all valid']);
  expect(verdictOn(ONCE, ...wire)).toEqual(['fail', '2: the turn never ends']);
});

test('without thread ids a turn ends by its id', () => {
  const wire = [asked(1, 'a'), answered(1, '0'), turn('started', null, '0'), asked(2, 'b'), answered(2, '1')];
  const ends = [turn('started', null, '1'), turn('completed', null, '0'), turn('completed', null, '1')];
  expect(verdictOn(ONCE, ...wire, ...ends)[0]).toBe('pass');
});

test('a turn that was never started does not end', () => {
  expect(verdictOn(ONCE, turn('completed', 't', '1'))).toEqual(['fail', '1: a turn ends that was not started']);
  expect(verdictOn(ONCE, turn('started', 't', '1'), turn('completed', 't', '1'), turn('completed', 't', '1'))).toEqual([
    'fail',
    '3: the turn ends again',
  ]);
});

test('what comes after the end of a turn may be of the next one', () => {
  const wire = [turn('started', 't', '1'), turn('completed', 't', '1'), turn('started', 't', '2')];
  expect(verdictOn(QUIET, ...wire, item('started', 'x', {}, of('2')))[0]).toBe('pass');
  expect(verdictOn(QUIET, ...wire, notification('turn/diff/updated', of('1')))).toEqual([
    'fail',
    '4: the turn has ended before',
  ]);
});

test('an item follows the start of its turn in any thread', () => {
  const place = { threadId: 'b', turnId: '1' };
  expect(
    verdictOn('app-server/turn/items-in-started-turn', turn('started', 'a', '1'), item('started', 'x', {}, place)),
  ).toEqual(['fail', '2: an item of a turn that was not started']);
});

test('the items of turn/completed may lack an agent message', () => {
  const listed = turn('completed', 't', '1', { items: [{ type: 'reasoning', id: 'r' }] });
  expect(verdictOn('app-server/turn/reply-in-completed', turn('started', 't', '1'), listed)[0]).toBe('not-applicable');
});

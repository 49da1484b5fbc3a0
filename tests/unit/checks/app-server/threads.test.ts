import { expect, test } from 'vitest';
import { answer, notification, request, turn, verdictOn } from './wires.ts';

const ANNOUNCED = 'app-server/thread/announced-as-answered';
const BEFORE = 'app-server/thread/answered-before-announced';
const STATUS = 'app-server/thread/status-follows-turn';
const begun = (id: string) => ({ thread: { id } });
const announced = (id: string) => notification('thread/started', begun(id));
const status = (threadId: string, type: string) =>
  notification('thread/status/changed', { threadId, status: { type } });

test('a thread that is resumed need not be announced', () => {
  expect(verdictOn(ANNOUNCED, request(1, 'thread/resume'), answer(1, begun('a')))[0]).toBe('pass');
});

test('each of two threads is announced', () => {
  const wire = [request(1, 'thread/start'), request(2, 'thread/start'), answer(2, begun('b')), answer(1, begun('a'))];
  expect(verdictOn(ANNOUNCED, ...wire, announced('a'))).toEqual(['fail', '3: the thread was never announced']);
  expect(verdictOn(ANNOUNCED, ...wire, announced('a'), announced('b'))[0]).toBe('pass');
});

test('an announcement is too early for its own thread only', () => {
  const wire = [request(1, 'thread/start'), announced('b'), answer(1, begun('a'))];
  expect(verdictOn(BEFORE, ...wire)[0]).toBe('pass');
  expect(verdictOn(BEFORE, request(1, 'thread/start'), announced('a'), answer(1, begun('a')))).toEqual([
    'fail',
    '3: thread/started came before, in line 2',
  ]);
});

test('the thread of a turn may be one that was forked', () => {
  const known = 'app-server/thread/ids-known';
  const wire = [request(1, 'thread/fork'), answer(1, begun('a'))];
  expect(verdictOn(known, ...wire, turn('started', 'a', '1'), turn('completed', 'b', '1'))).toEqual([
    'fail',
    '4: turn/completed names an unknown thread',
  ]);
});

test('the status of one thread says nothing of another', () => {
  const wire = [status('a', 'active'), turn('started', 'a', '1'), turn('started', 'b', '1')];
  expect(verdictOn(STATUS, ...wire, status('a', 'systemError'), turn('completed', 'a', '1'))[0]).toBe('pass');
});

test('a thread that is active too late is found by its next status', () => {
  expect(verdictOn(STATUS, turn('started', 'a', '1'), status('a', 'active'))).toEqual([
    'fail',
    '1: the turn starts while the thread is not active',
  ]);
});

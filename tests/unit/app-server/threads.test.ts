import { expect, test } from 'vitest';

import { namedThreads } from '../../../helpers/app-server/threads.ts';
import { client, ONE_TURN_0_169, server, TWO_TURNS_0_61 } from './sample-wires.ts';

test('finds a thread by response and notification', () => {
  const thread = { id: '01a20329-be70-7183-8018-9048882309e1', answered: true, announced: true };
  expect([namedThreads(TWO_TURNS_0_61), namedThreads(ONE_TURN_0_169)]).toEqual([[thread], [thread]]);
});

test('finds a thread whose notification comes first', () => {
  const thread = { id: 't' };
  const lines = [
    client({ method: 'thread/fork', id: 1, params: {} }),
    server({ method: 'thread/started', params: { thread } }),
    server({ id: 1, result: { thread } }),
  ];
  expect(namedThreads(lines)).toEqual([{ id: 't', answered: true, announced: true }]);
});

test('lists threads with only a response or notification', () => {
  const lines = [
    client({ method: 'thread/resume', id: 1, params: {} }),
    client({ method: 'thread/read', id: 2, params: {} }),
    client({ method: 'thread/start', id: 3, params: {} }),
    server({ method: 'thread/started', params: { thread: { id: 'announced' } } }),
    server({ id: 1, result: { thread: { id: 'resumed' } } }),
    server({ id: 2, result: { thread: { id: 'read' } } }),
    server({ id: 3, result: { thread: null } }),
    server({ id: 4, result: { thread: { id: 'of no request' } } }),
    server({ method: 'thread/started' }),
    client({ method: 'thread/started', params: { thread: { id: 'of the client' } } }),
  ];
  expect(namedThreads(lines)).toEqual([
    { id: 'announced', answered: false, announced: true },
    { id: 'resumed', answered: true, announced: false },
  ]);
});

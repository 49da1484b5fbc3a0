import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { classifyLine, type Notification } from '../../../helpers/app-server/messages.ts';
import { completesTurn, replyOfTurn, tokenUsage, turnCompletions } from '../../../helpers/app-server/turn.ts';
import type { WireText } from '../../../helpers/app-server/wire.ts';
import { client, ONE_TURN_0_169, server, TWO_TURNS_0_61 } from './sample-wires.ts';

const THREAD = '01a20329-be70-7183-8018-9048882309e1';
const TURN = '01a20329-e4fe-7ff1-938c-d66914aa2b54';

test('reads a turn of codex 0.169', () => {
  expect(replyOfTurn(ONE_TURN_0_169, THREAD, TURN)).toEqual({ line: 14, itemId: 'msg_1', text: '42', deltas: '42' });
  expect(turnCompletions(ONE_TURN_0_169)).toEqual([
    { line: 16, threadId: THREAD, id: TURN, status: 'completed', error: null },
  ]);
  expect(tokenUsage(ONE_TURN_0_169, THREAD)).toEqual({
    totalTokens: 12,
    inputTokens: 10,
    cachedInputTokens: 0,
    cacheWriteInputTokens: 0,
    outputTokens: 2,
  });
});

test('reads two turns of codex 0.61, with no ids in items', () => {
  expect([replyOfTurn(TWO_TURNS_0_61, THREAD, '0'), replyOfTurn(TWO_TURNS_0_61, THREAD, '1')]).toEqual([
    { line: 26, itemId: 'msg_0_1', text: 'first reply', deltas: 'first reply' },
    { line: 39, itemId: 'msg_1_0', text: 'second reply', deltas: 'second reply' },
  ]);
  expect(turnCompletions(TWO_TURNS_0_61)).toEqual([
    { line: 28, threadId: THREAD, id: '0', status: 'completed', error: null },
    { line: 41, threadId: THREAD, id: '1', status: 'completed', error: null },
  ]);
  expect(tokenUsage(TWO_TURNS_0_61, THREAD)).toBeNull();
});

test('reads codex 0.61 from the lines of the server alone', () => {
  const lines = TWO_TURNS_0_61.filter(({ from }) => from === 'server');
  expect(replyOfTurn(lines, THREAD, '1')?.text).toBe('second reply');
  expect(turnCompletions(lines).map(({ threadId }) => threadId)).toEqual([null, null]);
});

test('separates equal turn ids of two threads of 0.61', () => {
  const other = '01a20329-0000-7000-8000-000000000000';
  const lines = [
    ...TWO_TURNS_0_61,
    client({ method: 'turn/start', id: 5, params: { threadId: other } }),
    server({ id: 5, result: { turn: { id: '0', items: [], status: 'inProgress' } } }),
    server({ method: 'turn/started', params: { turn: { id: '0', items: [], status: 'inProgress' } } }),
    server({ method: 'item/completed', params: { item: { type: 'agentMessage', id: 'm', text: 'of the other' } } }),
    server({ method: 'turn/completed', params: { turn: { id: '0', items: [], status: 'completed' } } }),
  ];
  expect([THREAD, other].map((thread) => replyOfTurn(lines, thread, '0')?.text)).toEqual([
    'first reply',
    'of the other',
  ]);
  expect(turnCompletions(lines).map(({ threadId, id }) => [threadId, id])).toEqual([
    [THREAD, '0'],
    [THREAD, '1'],
    [other, '0'],
  ]);
});

test('separates parallel threads and turns', () => {
  const lines = [...item('a', '0', 'of a'), ...item('b', '0', 'of b'), ...item('a', '1', 'of a, later')];
  expect(
    [
      ['a', '0'],
      ['b', '0'],
      ['a', '1'],
      ['b', '1'],
    ].map(([thread = '', turn = '']) => replyOfTurn(lines, thread, turn)),
  ).toEqual([
    { line: 2, itemId: 'msg', text: 'of a', deltas: 'of a' },
    { line: 4, itemId: 'msg', text: 'of b', deltas: 'of b' },
    { line: 6, itemId: 'msg', text: 'of a, later', deltas: 'of a, later' },
    null,
  ]);
});

test('returns deltas that differ from the text, or null', () => {
  const params = { threadId: 't', turnId: '0' };
  const done = server({
    method: 'item/completed',
    params: { ...params, item: { type: 'agentMessage', id: 'm', text: 'ab' } },
  });
  const delta = server({ method: 'item/agentMessage/delta', params: { ...params, itemId: 'm', delta: 'a' } });
  const ofAnother = server({ method: 'item/agentMessage/delta', params: { ...params, itemId: 'x', delta: 'x' } });
  expect(replyOfTurn([delta, done], 't', '0')?.deltas).toBe('a');
  expect(replyOfTurn([ofAnother, done], 't', '0')?.deltas).toBeNull();
  expect(replyOfTurn([delta], 't', '0')).toBeNull();
});

test('separates the deltas of two items with one id', () => {
  expect(replyOfTurn([...item('t', '0', 'first'), ...item('t', '0', 'second')], 't', '0')).toEqual({
    line: 4,
    itemId: 'msg',
    text: 'second',
    deltas: 'second',
  });
});

test('ignores messages of the client', () => {
  const lines = [...item('t', '0', 'x'), failed({ message: 'm' })].map(({ text }): WireText => ({
    from: 'client',
    text,
  }));
  expect(replyOfTurn(lines, 't', '0')).toBeNull();
  expect(turnCompletions(lines)).toEqual([]);
});

test('reads the error of a failed turn', () => {
  const details = {
    message: 'boom',
    codexErrorInfo: { httpConnectionFailed: { httpStatusCode: 503 } },
    additionalDetails: null,
  };
  expect(turnCompletions([failed({ message: 'boom' }), failed(details)]).map(({ error }) => error)).toEqual([
    { message: 'boom' },
    details,
  ]);
});

test('recognises the notification that ends a turn', () => {
  const turn = { id: '0', items: [], status: 'completed' };
  expect(
    [
      notification('turn/completed', { threadId: 't', turn }),
      notification('turn/completed', { turn }),
      notification('turn/completed', { threadId: 'other', turn }),
      notification('turn/completed', { threadId: 't', turn: { ...turn, id: '1' } }),
      notification('turn/started', { threadId: 't', turn }),
      notification('turn/completed', undefined),
    ].map((end) => completesTurn(end, 't', '0')),
  ).toEqual([true, true, false, false, false, false]);
});

test('reads the numbers of the last token usage', () => {
  const lines = [
    usage('t', { totalTokens: 1 }),
    usage('t', { totalTokens: 2, tier: 'x' }),
    usage('other', { totalTokens: 9 }),
    usage('t', [7]),
  ];
  expect(tokenUsage(lines, 't')).toEqual({ totalTokens: 2 });
});

test('skips junk of either side', () => {
  const junk = fc.oneof(
    fc.string(),
    fc.json(),
    fc.record({
      method: fc.constantFrom(
        'turn/started',
        'turn/completed',
        'item/completed',
        'item/agentMessage/delta',
        'turn/start',
      ),
      id: fc.option(fc.oneof(fc.integer(), fc.string()), { nil: undefined }),
      params: fc.oneof(
        fc.jsonValue(),
        fc.record({ turn: fc.jsonValue(), item: fc.jsonValue(), tokenUsage: fc.jsonValue() }),
      ),
    }),
    fc.record({ id: fc.integer({ min: 100 }), result: fc.jsonValue() }),
  );
  const expected = replyOfTurn(ONE_TURN_0_169, THREAD, TURN)?.text;
  fc.assert(
    fc.property(
      fc.array(fc.tuple(junk, fc.constantFrom('client', 'server'), fc.nat({ max: ONE_TURN_0_169.length }))),
      (extra) => {
        const lines = [...ONE_TURN_0_169];
        for (const [value, from, at] of extra) {
          lines.splice(at, 0, { from, text: typeof value === 'string' ? value : JSON.stringify(value) });
        }
        expect(replyOfTurn(lines, THREAD, TURN)?.text).toBe(expected);
        expect(turnCompletions(lines).map(({ id }) => id)).toContain(TURN);
        expect(tokenUsage(lines, THREAD)?.['totalTokens']).toBe(12);
      },
    ),
  );
});

test('the sample wires contain valid messages only', () => {
  const invalid = [...TWO_TURNS_0_61, ...ONE_TURN_0_169].filter(({ text }) => classifyLine(text).kind === 'invalid');
  expect(invalid).toEqual([]);
});

function item(threadId: string, turnId: string, text: string): WireText[] {
  return [
    server({ method: 'item/agentMessage/delta', params: { threadId, turnId, itemId: 'msg', delta: text } }),
    server({ method: 'item/completed', params: { threadId, turnId, item: { type: 'agentMessage', id: 'msg', text } } }),
  ];
}

function failed(error: object): WireText {
  return server({ method: 'turn/completed', params: { threadId: 't', turn: { id: '0', status: 'failed', error } } });
}

function notification(method: string, params: unknown): Notification {
  return { kind: 'notification', method, params };
}

function usage(threadId: string, total: unknown): WireText {
  return server({ method: 'thread/tokenUsage/updated', params: { threadId, tokenUsage: { total } } });
}

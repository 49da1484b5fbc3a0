import { expect, test } from 'vitest';
import { notification, verdictOn } from './wires.ts';

const FALL = 'app-server/usage/totals-never-fall';
const FIRST = 'app-server/usage/first-total-is-last';
const FIT = 'app-server/usage/parts-fit';

function tokens(inputTokens: number) {
  return { inputTokens, cachedInputTokens: 0, outputTokens: 1, reasoningOutputTokens: 0 };
}

function report(threadId: string, total: object, last: object) {
  return notification('thread/tokenUsage/updated', { threadId, turnId: '1', tokenUsage: { total, last } });
}

test('totals are those of a thread: another one begins anew', () => {
  const wire = [
    report('a', tokens(5), tokens(5)),
    report('b', tokens(2), tokens(2)),
    report('a', tokens(8), tokens(3)),
  ];
  expect(verdictOn(FALL, ...wire)).toEqual(['pass', '3 reports of tokens, all valid']);
  expect(verdictOn(FIRST, ...wire)).toEqual(['pass', '2 first reports of threads, all valid']);
  expect(verdictOn(FALL, ...wire, report('a', tokens(7), tokens(3)))).toEqual(['fail', '4: inputTokens falls']);
});

test('a counter that only some versions have is no matter', () => {
  const all = { ...tokens(5), cacheWriteInputTokens: 'unknown' };
  expect(verdictOn(FIT, report('a', all, all))[0]).toBe('pass');
});

test('a report without numbers counts nothing', () => {
  expect(verdictOn(FIT, report('a', {}, {}))).toEqual(['fail', '1: inputTokens is no count: missing']);
});

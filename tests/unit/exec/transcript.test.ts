import { expect, test } from 'vitest';
import type { ExecEvent } from '../../../helpers/exec/events.ts';
import { parseText } from '../../../helpers/exec/parser.ts';
import type { ParsedLine } from '../../../helpers/exec/parser.ts';
import {
  errorText,
  finalMessage,
  isTerminalEvent,
  terminalEvent,
  threadId,
  usage,
} from '../../../helpers/exec/transcript.ts';
import { EVENTS } from './samples.ts';

const started: ExecEvent = { type: 'thread.started', thread_id: 'thread-1' };
const completed: ExecEvent = {
  type: 'turn.completed',
  usage: { input_tokens: 10, cached_input_tokens: 0, output_tokens: 5 },
};
const failed: ExecEvent = { type: 'turn.failed', error: { message: 'quota exceeded' } };
const retried: ExecEvent = { type: 'error', message: 'Reconnecting... 1/5' };
const warning: ExecEvent = { type: 'item.completed', item: { id: 'item_0', type: 'error', message: 'unknown model' } };

function message(text: string): ExecEvent {
  return { type: 'item.completed', item: { id: 'item_1', type: 'agent_message', text } };
}

function stream(...events: readonly (ExecEvent | string)[]): ParsedLine[] {
  return parseText(events.map((event) => (typeof event === 'string' ? event : JSON.stringify(event))).join('\n'));
}

function summary(lines: readonly ParsedLine[]): Record<string, unknown> {
  return {
    threadId: threadId(lines),
    finalMessage: finalMessage(lines)?.text ?? null,
    terminal: terminalEvent(lines)?.type ?? null,
    usage: usage(lines),
    errorText: errorText(lines),
  };
}

const nothing = { threadId: null, finalMessage: null, terminal: null, usage: null, errorText: null };
const tokens = { input_tokens: 10, cached_input_tokens: 0, output_tokens: 5 };

test.for<[string, ParsedLine[], Record<string, unknown>]>([
  ['nothing', stream(), nothing],
  ['lines that are no events', stream('', 'panic', '{"type":"turn.failed"}', '{"type":"nope"}', '[]'), nothing],
  [
    'a plain turn',
    stream(started, { type: 'turn.started' }, message('4'), completed),
    { threadId: 'thread-1', finalMessage: '4', terminal: 'turn.completed', usage: tokens, errorText: null },
  ],
  [
    'a turn with warnings and a repeated attempt',
    stream(started, warning, retried, message('4'), completed, warning),
    { threadId: 'thread-1', finalMessage: '4', terminal: 'turn.completed', usage: tokens, errorText: null },
  ],
  [
    'a failed turn',
    stream(started, message('partial'), { type: 'error', message: 'quota' }, failed),
    {
      threadId: 'thread-1',
      finalMessage: 'partial',
      terminal: 'turn.failed',
      usage: null,
      errorText: 'quota exceeded',
    },
  ],
  [
    'a stream that was cut while it reconnected',
    stream(started, retried, '{"type":"turn.comp'),
    { ...nothing, threadId: 'thread-1', errorText: 'Reconnecting... 1/5' },
  ],
  [
    'an error after the turn',
    stream(completed, retried),
    { ...nothing, terminal: 'turn.completed', usage: tokens, errorText: 'Reconnecting... 1/5' },
  ],
])('reads %s', ([, lines, expected]) => {
  expect(summary(lines)).toEqual(expected);
});

test('reads the first thread and the last message and end', () => {
  const last: ExecEvent = {
    type: 'turn.completed',
    usage: { input_tokens: 30, cached_input_tokens: 1, output_tokens: 7, later_tokens: 2, note: 'not a counter' },
  };
  const lines = stream(started, message('one'), failed, { ...started, thread_id: 'other' }, message('two'), last);
  expect(summary(lines)).toEqual({
    threadId: 'thread-1',
    finalMessage: 'two',
    terminal: 'turn.completed',
    usage: { input_tokens: 30, cached_input_tokens: 1, output_tokens: 7, later_tokens: 2 },
    errorText: null,
  });
});

test('finalMessage has the line of the message', () => {
  expect(finalMessage(stream(started, message('one'), 'noise', message('two'), completed))).toEqual({
    line: 4,
    text: 'two',
  });
});

test('finalMessage ignores incomplete and other items', () => {
  const item = { id: 'item_1', text: 'draft' };
  const lines = stream(
    { type: 'item.started', item: { ...item, type: 'agent_message' } },
    { type: 'item.completed', item: { ...item, type: 'reasoning' } },
  );
  expect(finalMessage(lines)).toBe(null);
});

test('only turn.completed and turn.failed end a turn', () => {
  expect(new Set(EVENTS.filter(isTerminalEvent).map((event) => event.type))).toEqual(
    new Set(['turn.completed', 'turn.failed']),
  );
});

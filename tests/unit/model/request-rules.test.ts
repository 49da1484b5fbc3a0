import { expect, test } from 'vitest';
import { faultsOf } from '../../../helpers/model/request-rules.ts';
import { GOOD } from './ask-model.ts';

function call(type: string, call_id: string): object {
  return { type, call_id };
}

function faults(...input: readonly unknown[]): string[] {
  return faultsOf({ ...GOOD, input });
}

test('accepts a request of codex', () => {
  expect(faultsOf(GOOD)).toEqual([]);
  expect(faultsOf({ ...GOOD, tools: [], store: false, anything: null })).toEqual([]);
});

test.each([[null], ['text'], [[]], [7], [undefined]])('%o is no request body', (body) => {
  expect(faultsOf(body)).toEqual(['the body is not a JSON object']);
});

test.each([
  [{ model: '' }, '`model` is not a non-empty string'],
  [{ model: undefined }, '`model` is not a non-empty string'],
  [{ model: 5 }, '`model` is not a non-empty string'],
  [{ stream: false }, '`stream` is not true'],
  [{ stream: 'true' }, '`stream` is not true'],
  [{ input: [] }, '`input` is not a non-empty list'],
  [{ input: 'q' }, '`input` is not a non-empty list'],
  [{ input: undefined }, '`input` is not a non-empty list'],
])('a request with %o is malformed', (change, fault) => {
  expect(faultsOf({ ...GOOD, ...change })).toEqual([fault]);
});

test('lists all faults at once', () => {
  expect(faultsOf({})).toEqual([
    '`model` is not a non-empty string',
    '`stream` is not true',
    '`input` is not a non-empty list',
  ]);
});

test.each([
  ['function_call', 'function_call_output'],
  ['custom_tool_call', 'custom_tool_call_output'],
  ['local_shell_call', 'function_call_output'],
  ['tool_search_call', 'tool_search_output'],
])('each %s has its %s', (type, output) => {
  const [one, two] = [call(type, 'c1'), call(type, 'c2')];
  expect(faults(one, two, call(output, 'c2'), call(output, 'c1'))).toEqual([]);
  expect(faults(one, two, call(output, 'c1'))).toEqual(['the tool call "c2" has no output']);
  expect(faults(one, call(output, 'c1'), call(output, 'c2'))).toEqual(['the tool output "c2" has no call']);
  expect(faults(one, one, call(output, 'c1'))).toEqual(['the tool call "c1" is repeated']);
});

test('a call without call_id is matched by its id', () => {
  const input = [{ type: 'local_shell_call', id: 'c1' }, call('function_call_output', 'c1')];
  expect(faultsOf({ ...GOOD, input })).toEqual([]);
});

test('ignores items that are no calls', () => {
  expect(faultsOf({ ...GOOD, input: [{ type: 'reasoning', id: 'r' }, null, 'text', []] })).toEqual([]);
});

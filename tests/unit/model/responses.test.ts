import { expect, test } from 'vitest';
import { rawTool } from '../../../helpers/model/calls.ts';
import {
  waitsFor,
  breaksOff,
  call,
  callsFor,
  endsIncomplete,
  event,
  failsWith,
  hangs,
  message,
} from '../../../helpers/model/responses.ts';
import { reasoning, refuses, responds, says } from '../../../helpers/model/responses.ts';
import { gate, type Action, type Step } from '../../../helpers/model/script.ts';

/** What a step does, with the events of its bytes in short. */
function done(step: Step): unknown[] {
  return step({ n: 3, headers: {}, body: { input: [] } }).map((action: Action) =>
    action.do === 'bytes' ? eventsIn(String(action.bytes)) : action.do === 'head' ? action.status : action.do,
  );
}

function eventsIn(bytes: string): unknown[] {
  return bytes
    .split('\n')
    .filter((line) => line.startsWith('data: '))
    .map(
      (line) => JSON.parse(line.slice('data: '.length)) as { type: string; item?: { type: string }; response?: object },
    )
    .map(({ type, item }) => (item === undefined ? type : `${type} ${item.type}`));
}

const OPENED = ['response.output_item.added message', 'response.output_text.delta', 'response.output_text.delta'];
const MESSAGE = [...OPENED, 'response.output_item.done message'];

test('a response is created, has parts, is completed', () => {
  expect(
    done(responds([reasoning(['why']), message('hello'), call(rawTool('x', '{}')), event({ type: 'odd' })])),
  ).toEqual([
    200,
    [
      'response.created',
      'response.output_item.done reasoning',
      ...MESSAGE,
      'response.output_item.done function_call',
      'odd',
      'response.completed',
    ],
    'end',
  ]);
});

test('streams a message in two deltas, then whole', () => {
  const [, bytes] = says('añb')({ n: 1, headers: {}, body: { input: [] } });
  const texts = [...(bytes as { bytes: string }).bytes.matchAll(/"(?:delta|text)":"([^"]*)"/g)].map(([, text]) => text);
  expect(texts).toEqual(['añ', 'b', 'añb']);
  const [, phased] = responds([message('x', { phase: 'commentary' })])({ n: 1, headers: {}, body: { input: [] } });
  expect((phased as { bytes: string }).bytes).toContain('"phase":"commentary"');
});

test('each call of a scenario has a unique id', () => {
  const ids = [1, 2].flatMap((n) => {
    const [, bytes] = callsFor(rawTool('x', '{}'), rawTool('x', '{}'))({ n, headers: {}, body: { input: [] } });
    return [...(bytes as { bytes: string }).bytes.matchAll(/"call_id":"([^"]*)"/g)].map(([, id]) => id);
  });
  expect(new Set(ids).size).toBe(4);
});

test('a completed response has usage and extra fields', () => {
  const options = { usage: { input: 7, cached: 1, output: 2, reasoning: 1 }, completed: { end_turn: false } };
  const [, bytes] = says('x', options)({ n: 1, headers: {}, body: { input: [] } });
  const completed = (bytes as { bytes: string }).bytes.split('\n').findLast((line) => line.startsWith('data: '));
  expect(JSON.parse(completed!.slice('data: '.length))).toMatchObject({
    type: 'response.completed',
    response: { end_turn: false, usage: { input_tokens: 7, output_tokens: 2, total_tokens: 9 } },
  });
});

test('responses fail, end early, break off, hang or wait', () => {
  const parts = [message('hello')];
  const when = gate();
  const begun = ['response.created', ...MESSAGE];
  expect({
    fails: done(failsWith('rate_limit_exceeded', 'slow down', parts)),
    ends: done(endsIncomplete('max_output_tokens', parts)),
    breaks: done(breaksOff('reset', parts)),
    breaksLater: done(breaksOff('end', parts, when)),
    hangs: done(hangs(parts)),
    late: done(waitsFor(when, says('x'))).slice(0, 2),
    refused: done(refuses(503, {})),
  }).toEqual({
    fails: [200, [...begun, 'response.failed'], 'end'],
    ends: [200, [...begun, 'response.incomplete'], 'end'],
    breaks: [200, begun, 'reset'],
    breaksLater: [200, begun, 'wait', 'end'],
    hangs: [200, begun, 'stall'],
    late: ['wait', 200],
    refused: [503, [], 'end'],
  });
});

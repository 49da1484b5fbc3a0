import { expect, test } from 'vitest';
import type { ModelExchange, Recording } from '../../../../helpers/recording/recording.ts';
import type { JsonObject } from '../../../../helpers/util/json-object.ts';
import { changeRequestBodies } from '../../../../helpers/mutations/model-requests.ts';
import { changeFiles } from '../../../../helpers/mutations/recording.ts';
import { changeItems, changeStdout } from '../../../../helpers/mutations/stdout.ts';
import { EXEC_ITEMS } from '../../checks/exec-samples.ts';
import { EXEC_STATELESS } from '../../checks/samples.ts';
import { changed, withProcess } from '../changed.ts';

const LONG = 'word '.repeat(200);

/** What differs if the one scenario changes and another stays as it is. */
function changedBeside(before: Recording, after: Recording): readonly string[] {
  const other = { ...before, scenario: 'exec/other' };
  return changed([before, other], [after, other]);
}

function withRequests(change: (exchange: ModelExchange) => Partial<ModelExchange>): Recording {
  return { ...EXEC_STATELESS, model: EXEC_STATELESS.model.map((exchange) => ({ ...exchange, ...change(exchange) })) };
}

test('a header that one scenario loses, and another keeps', () => {
  const sent = withRequests(({ headers }) => ({ headers: [...headers, ['X-Extra', '1']] }));
  expect(changedBeside(sent, EXEC_STATELESS)).toEqual(['breaking, model providers: model header x-extra  removed']);
});

test('a tool that one scenario loses, and another keeps', () => {
  const offered = changeRequestBodies((body) => ({ ...body, tools: [{ type: 'function', name: 'run' }] }))(
    EXEC_STATELESS,
  );
  const none = changeRequestBodies((body) => ({ ...body, tools: [] }))(offered);
  expect(changedBeside(offered, none)).toEqual(['breaking, model providers: model tool function run  removed']);
});

test('a host that one scenario tries, and another always has', () => {
  const trying = { ...EXEC_STATELESS, network: [{ process: 1, t_ms: 1, target: 'ab.chatgpt.com:443' }] };
  const other = { ...trying, scenario: 'exec/other' };
  expect(changed([EXEC_STATELESS, other], [trying, other])).toEqual([
    'breaking, operators: network ab.chatgpt.com  added',
  ]);
});

test('the message of the error of an item', () => {
  expect(changed([failsWith('no such tool')], [failsWith('the server is gone')])).toEqual([
    'cosmetic, stream parsers: exec item mcp_tool_call (wording)  no such tool → the server is gone',
  ]);
});

test.for([
  ['its second line', 'Chunk ID: 4b825d\nOutput:\none', 'Chunk ID: 9a6cb2\nOutput:\ntwo', 1],
  ['the end of a long text', `${LONG}one`, `${LONG}two`, 1],
  [
    'nothing but ids and times',
    'Chunk ID: 4b825d\nafter 547 milliseconds',
    'Chunk ID: 9a6cb2\nafter 610 milliseconds',
    0,
  ],
  ['nothing but a time in JSON', '{"duration_seconds":0.1}', '{"duration_seconds":2.5}', 0],
] as const)('a tool output in which %s differs', ([, before, after, count]) => {
  expect(changed([tells(before)], [tells(after)])).toHaveLength(count);
});

test('the end of a long file that is kept', () => {
  expect(changed([keeps(`${LONG}one`)], [keeps(`${LONG}two`)])).toHaveLength(1);
  expect(changed([keeps(`${LONG}one`)], [keeps(`${LONG}one`)])).toEqual([]);
});

test.for([
  [
    3,
    0,
    ['breaking, CLI callers: process exit-code  0 (in 2 of 5 plays) or 1 (in 3 of 5 plays) → 0 (in 5 of 5 plays)'],
  ],
  [4, 2, []],
  [1, 0, []],
] as const)('a failure in %d of five plays, then in %d', ([before, after, changes]) => {
  const failing = withProcess(EXEC_STATELESS, { exit_code: 1 });
  const plays = (count: number): Recording[] =>
    Array.from({ length: 5 }, (_, index) => (index < count ? failing : EXEC_STATELESS));
  expect(changed(plays(before), plays(after))).toEqual(changes);
});

test('a single play shows no rate', () => {
  const failing = withProcess(EXEC_STATELESS, { exit_code: 1 });
  expect(changed([EXEC_STATELESS], [failing, failing, EXEC_STATELESS])).toEqual([]);
});

test('claims no life of items where none was begun', () => {
  const none = changeStdout((lines) => lines.filter((line) => !line.includes('todo_list')))(EXEC_ITEMS);
  const changes = changed([EXEC_ITEMS], [none]);
  expect(changes.length).toBeGreaterThan(0);
  expect(changes.filter((line) => line.includes(' life '))).toEqual([]);
});

test('a model that is asked for and not used is no other default', () => {
  expect(changesOf([])).toEqual(['additive, model providers: model body .model  mine → theirs']);
  for (const argv of [['--model', 'mine'], ['--model=mine'], ['-c', 'model="mine"']]) {
    expect(changesOf(argv)).toEqual([
      'breaking, model providers: model body .model  mine → theirs',
      'breaking, model providers: model setting model  obeyed → ignored',
    ]);
  }
});

test('claims no obedience where no model was asked for', () => {
  expect(changed([asking([], 'mine')], [asking(['--model', 'mine'], 'mine')])).toEqual([]);
});

function inputOf(body: JsonObject): readonly unknown[] {
  return body['input'] as readonly unknown[];
}

function asking(argv: readonly string[], model: string): Recording {
  return withProcess(changeRequestBodies((body) => ({ ...body, model }))(EXEC_STATELESS), { argv: ['exec', ...argv] });
}

function failsWith(message: string): Recording {
  return changeItems('agent_message', (item) => [{ ...item, type: 'mcp_tool_call', error: { message } }])(
    EXEC_STATELESS,
  );
}

function tells(output: string): Recording {
  return changeRequestBodies((body) => ({
    ...body,
    input: [...inputOf(body), { type: 'function_call_output', output }],
  }))(EXEC_STATELESS);
}

function keeps(text: string): Recording {
  return changeFiles((files) => [...files, { place: 'workspace', path: 'last.md', kind: 'file', size: 9, text }])(
    EXEC_STATELESS,
  );
}

function changesOf(argv: readonly string[]): readonly string[] {
  return changed([asking(argv, 'mine')], [asking(argv, 'theirs')]);
}

import { expect, test } from 'vitest';
import { judge } from '../../../helpers/checks/judge.ts';
import { CHECKS } from '../../../helpers/scenarios/catalog.ts';
import { changeModelRequests, promptCacheKey } from '../../../helpers/mutations/model-requests.ts';
import { inSequence } from '../../../helpers/mutations/mutation.ts';
import { changeLastCharacter } from '../../../helpers/mutations/recording.ts';
import { changeEvents } from '../../../helpers/mutations/stdout.ts';
import { APP_SERVER, EXEC_PERSISTENT } from './samples.ts';

const EXACT = CHECKS.find(({ id }) => id === 'turn/reply/exact')!;
const KNOWN = CHECKS.find(({ id }) => id === 'turn/thread/id-known-to-model')!;

test('an exact reply is told with the line that holds it', () => {
  expect([EXEC_PERSISTENT, APP_SERVER].map((recording) => judge(EXACT, recording).evidence)).toEqual([
    [
      { message: 'turn 1: the reply is exact', file: 'stdout.jsonl', line: 3 },
      { message: 'turn 2: the reply is exact', file: 'stdout.2.jsonl', line: 3 },
    ],
    [{ message: 'turn 1: the reply is exact', file: 'wire.jsonl', line: 17 }],
  ]);
});

test('a reply of a process that was not recorded did not come', () => {
  const processes = EXEC_PERSISTENT.processes.slice(0, 1);
  expect(judge(EXACT, { ...EXEC_PERSISTENT, processes }).evidence).toMatchObject([{ message: 'turn 2: no reply' }]);
});

test('a process without ids hides no wrong id of another', () => {
  const [first, ...rest] = EXEC_PERSISTENT.model;
  const silentSecond = changeModelRequests((exchange) => [{ ...exchange, headers: [], body: null }]);
  const wrongFirst = { ...first!, headers: [['session_id', 'another']] as const };
  const { verdict, evidence } = judge(KNOWN, silentSecond({ ...EXEC_PERSISTENT, model: [wrongFirst, ...rest] }));
  expect([verdict, evidence.map(({ actual }) => actual)]).toEqual(['fail', ['another']]);
});

test('a process is held to the thread that it printed itself', () => {
  const id = changeLastCharacter(promptCacheKey(EXEC_PERSISTENT));
  const elsewhere = inSequence(
    changeEvents('thread.started', (event) => [{ ...event, thread_id: id }]),
    changeModelRequests((exchange) => [
      { ...exchange, headers: [['session_id', id]], body: { ...(exchange.body as object), prompt_cache_key: id } },
    ]),
  );
  expect(judge(KNOWN, elsewhere(EXEC_PERSISTENT)).verdict).toBe('pass');
});

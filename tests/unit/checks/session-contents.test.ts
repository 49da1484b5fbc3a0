import { expect, test } from 'vitest';
import { judge } from '../../../helpers/checks/judge.ts';
import { userMessage } from '../../../helpers/mutations/model-requests.ts';
import { CHECKS } from '../../../helpers/scenarios/catalog.ts';
import type { ModelExchange, Recording, WireLine } from '../../../helpers/recording/recording.ts';
import { objectOf, type JsonObject } from '../../../helpers/util/json-object.ts';
import { APP_SERVER, EXEC_STATELESS } from './samples.ts';

const FORK = '0199a213-81c0-7800-8aa1-000000000002';
const [SESSION] = EXEC_STATELESS.files;
const THREAD = SESSION!.path.slice(-42, -6);
const ASKED = EXEC_STATELESS.model.at(-1)!;

function verdict(id: 'conversation' | 'replies', recording: Recording): string {
  const check = CHECKS.find((one) => one.id === `run/session/${id}-kept`)!;
  return judge(check, recording).verdict;
}

/** The session file of a thread with this conversation. */
function session(thread: string, ...conversation: readonly unknown[]): Recording['files'][number] {
  return { ...SESSION!, path: SESSION!.path.replace(THREAD, thread), conversation };
}

/** A request of a thread to the model with this input. */
function sent(thread: string, ...input: readonly JsonObject[]): ModelExchange {
  return { ...ASKED, headers: [['session_id', thread]], body: { ...objectOf(ASKED.body), tools: [], input } };
}

const reply = { role: 'assistant', content: '192' };

test('a reply that an app-server reported must be in the file', () => {
  const judged = [[reply], [], [{ ...reply, content: '19' }]].map((conversation) =>
    verdict('replies', { ...APP_SERVER, files: [session(THREAD, ...conversation)] }),
  );
  expect(judged).toEqual(['pass', 'fail', 'fail']);
});

const [one, two, three] = ['Say one.', 'Say two.', 'Summarise: context compaction'].map(userMessage);

test('requests after the first compaction are not compared', () => {
  const files = [session(THREAD, one)];
  const model = [sent(THREAD, one!), sent(THREAD, one!, three!), sent(THREAD, two!)];
  expect(verdict('conversation', { ...EXEC_STATELESS, files, model })).toBe('pass');
  expect(verdict('conversation', { ...EXEC_STATELESS, files, model: model.toSpliced(1, 1) })).toBe('fail');
});

const [PROCESS] = EXEC_STATELESS.processes;
const forked = [
  { ...PROCESS!, argv: ['exec', 'fork', THREAD], stdout: PROCESS!.stdout.replace(THREAD, FORK) },
  {
    ...APP_SERVER.processes[0]!,
    wire: [
      { t_ms: 0, from: 'client', text: JSON.stringify({ id: 1, method: 'thread/fork', params: { threadId: THREAD } }) },
      { t_ms: 1, from: 'server', text: JSON.stringify({ id: 1, result: { thread: { id: FORK } } }) },
    ] satisfies readonly WireLine[],
  },
];

test.each(forked)('a fork made by $argv.0 begins with the items of its source', (process) => {
  const model = [sent(FORK, one!, two!)];
  const files = [session(THREAD, one), session(FORK, two)];
  const recording = { ...EXEC_STATELESS, processes: [process], model };
  expect(verdict('conversation', { ...recording, files })).toBe('pass');
  expect(verdict('conversation', { ...recording, files: files.slice(1) })).toBe('fail');
});

test('the texts of a developer may be missing', () => {
  const model = [sent(THREAD, { ...one!, role: 'developer' }, two!)];
  expect(verdict('conversation', { ...EXEC_STATELESS, files: [session(THREAD, two)], model })).toBe('pass');
});

test('what an ephemeral process adds may be missing', () => {
  const model = [sent(THREAD, one!), { ...sent(THREAD, one!, two!), process: 2 }];
  const [files, argv] = [[session(THREAD, one)], [...PROCESS!.argv, '--ephemeral']];
  const recording = { ...EXEC_STATELESS, files, model };
  const second = { ...PROCESS!, process: 2 };
  expect([
    verdict('conversation', { ...recording, processes: [PROCESS!, { ...second, argv }] }),
    verdict('conversation', { ...recording, processes: [PROCESS!, second] }),
  ]).toEqual(['pass', 'fail']);
});

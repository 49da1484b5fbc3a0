import { expect, test } from 'vitest';
import type { ProcessRecord, Recording } from '../../../helpers/recording/recording.ts';
import type { ScenarioResult } from '../../../helpers/scenarios/scenario-result.ts';
import { scenarioResultOf } from '../../../helpers/scenarios/scenario-result-of.ts';
import { ONE_TURN_0_169 } from '../app-server/sample-wires.ts';
import { APP_SERVER, EXEC_PERSISTENT, EXEC_STATELESS } from '../checks/samples.ts';

const THREAD = '0199a213-81c0-7800-8aa1-bbab2a035a53';
const TIMES = { first_output_ms: 20, turn_ended_ms: 60, duration_ms: 70 };

/** The outcome of a recording whose processes are changed, each in the same way. */
function outcome(recording: Recording, change: Partial<ProcessRecord> = {}): ScenarioResult {
  return scenarioResultOf(
    { ...recording, processes: recording.processes.map((process) => ({ ...process, ...change })) },
    'here',
  );
}

function events(...messages: readonly object[]): string {
  return messages.map((message) => `${JSON.stringify(message)}\n`).join('');
}

/** A wire that ends with these messages of the server in place of the end of the turn. */
function wireEndingIn(...messages: readonly object[]): ProcessRecord['wire'] {
  const [process] = APP_SERVER.processes;
  const lines = messages.map((message) => ({ t_ms: 200, from: 'server' as const, text: JSON.stringify(message) }));
  return [...process!.wire.slice(0, -1), ...lines];
}

test('two processes that went well', () => {
  const recording = { ...EXEC_PERSISTENT, notes: ['a note'] };
  expect(scenarioResultOf(recording, 'recordings/exec/persistent/recall')).toEqual({
    scenario: 'exec/persistent/recall',
    mode: 'exec_persistent',
    case: 'recall',
    commands: [
      ['/codex', 'exec', '--json', '--sandbox', 'read-only', '-'],
      ['/codex', 'exec', '--json', '--sandbox', 'read-only', 'resume', THREAD, '-'],
    ],
    codex: EXEC_PERSISTENT.codex,
    thread_id: THREAD,
    turns: [
      {
        turn: 1,
        prompt: 'Remember REF-7K3X4PLUS2MQ.',
        expected_reply: 'STORED',
        actual_reply: 'STORED',
        exact_match: true,
      },
      {
        turn: 2,
        prompt: 'Which code?',
        expected_reply: 'REF-7K3X4PLUS2MQ',
        actual_reply: 'REF-7K3X4PLUS2MQ',
        exact_match: true,
      },
    ],
    usage: { input_tokens: 1200, cached_input_tokens: 400, output_tokens: 60 },
    exit_codes: [0, 0],
    error: null,
    same_thread_on_resume: true,
    notes: ['a note'],
    recording: 'recordings/exec/persistent/recall',
    timing: { duration_ms: 140, processes: [TIMES, TIMES] },
  } satisfies ScenarioResult);
});

test('a turn of the app-server that went well', () => {
  const { thread_id, turns, usage, error, same_thread_on_resume } = outcome(APP_SERVER);
  expect({ thread_id, turns, usage, error, same_thread_on_resume }).toEqual({
    thread_id: THREAD,
    turns: [
      {
        turn: 1,
        prompt: 'What is 128 + 64?',
        expected_reply: '192',
        actual_reply: '192',
        exact_match: true,
      },
    ],
    usage: {
      totalTokens: 1260,
      inputTokens: 1200,
      cachedInputTokens: 400,
      outputTokens: 60,
      reasoningOutputTokens: 20,
    },
    error: null,
    same_thread_on_resume: null,
  });
});

test('the app-server counts tokens by thread, under its own names', () => {
  const wire = ONE_TURN_0_169.map((line, index) => ({ t_ms: index, ...line }));
  expect(outcome(APP_SERVER, { wire }).usage).toEqual({
    totalTokens: 12,
    inputTokens: 10,
    cachedInputTokens: 0,
    cacheWriteInputTokens: 0,
    outputTokens: 2,
  });
});

test('without a thread there is no id of it and no usage', () => {
  const wire = APP_SERVER.processes[0]!.wire.slice(0, 2);
  const { thread_id, usage, turns } = outcome(APP_SERVER, { wire });
  expect({ thread_id, usage, replies: turns.map(({ actual_reply }) => actual_reply) }).toEqual({
    thread_id: null,
    usage: null,
    replies: [null],
  });
});

test('takes the first thread and the last usage', () => {
  const [first, second] = EXEC_PERSISTENT.processes;
  const { thread_id, usage } = scenarioResultOf(
    {
      ...EXEC_PERSISTENT,
      processes: [
        { ...first!, stdout: '' },
        { ...second!, stdout: first!.stdout },
      ],
    },
    'here',
  );
  expect([thread_id, usage]).toEqual([THREAD, { input_tokens: 1200, cached_input_tokens: 400, output_tokens: 60 }]);
  expect(
    scenarioResultOf({ ...EXEC_PERSISTENT, processes: [first!, { ...second!, stdout: '' }] }, 'here').usage,
  ).toBeNull();
});

test('a reply must match exactly; a missing one is null', () => {
  const altered = EXEC_STATELESS.processes[0]!.stdout.replace('"42"', '"42 "');
  const replies = ['', altered].map((stdout) =>
    outcome(EXEC_STATELESS, { stdout }).turns.map(({ actual_reply, exact_match }) => [actual_reply, exact_match]),
  );
  expect(replies).toEqual([[[null, false]], [['42 ', false]]]);
});

test('without any process nothing is known but the error', () => {
  const { commands, thread_id, usage, exit_codes, error, same_thread_on_resume, timing } = scenarioResultOf(
    { ...EXEC_PERSISTENT, processes: [], harness_errors: ['the disk is full', 'and more'] },
    'here',
  );
  expect({ commands, thread_id, usage, exit_codes, error, same_thread_on_resume, timing }).toEqual({
    commands: [],
    thread_id: null,
    usage: null,
    exit_codes: [],
    error: 'The suite failed: the disk is full',
    same_thread_on_resume: false,
    timing: { duration_ms: 0, processes: [] },
  });
});

test('a thread is the same only if each of two processes named it', () => {
  const [first, second] = EXEC_PERSISTENT.processes;
  const renamed = { ...second!, stdout: second!.stdout.replace(THREAD, 'thread-2') };
  const mute = { ...first!, stdout: '' };
  const same = [[first!, renamed], [first!], [mute, mute], [first!, mute], [first!, second!]].map(
    (processes) => scenarioResultOf({ ...EXEC_PERSISTENT, processes }, 'here').same_thread_on_resume,
  );
  expect(same).toEqual([false, false, false, false, true]);
});

const FAILED_TURN = { id: 't', status: 'failed', error: { message: 'usage limit reached' } };
const REFUSAL = { id: 3, error: { code: -32600, message: 'no such thread' } };
const WARNING = { method: 'error', params: { error: { message: 'stream disconnected' }, willRetry: true } };

test.each<[string, Recording, Partial<ProcessRecord>, string | null]>([
  [
    'a turn that failed',
    EXEC_STATELESS,
    { exit_code: 1, stderr: 'noise', stdout: events({ type: 'turn.failed', error: { message: 'no quota' } }) },
    'no quota',
  ],
  [
    'an error without a turn',
    EXEC_STATELESS,
    { exit_code: 1, stdout: events({ type: 'error', message: 'bad' }) },
    'bad',
  ],
  ['an exit without a word', EXEC_STATELESS, { exit_code: 2, stdout: '' }, 'codex exited with code 2'],
  [
    'an exit with last words',
    EXEC_STATELESS,
    { exit_code: 1, stdout: '', stderr: 'first\n\u001b[31mno such model\u001b[0m\r\n\n' },
    'codex exited with code 1: no such model',
  ],
  ['words on stderr of one that went well', EXEC_STATELESS, { stderr: 'a warning\n' }, null],
  [
    'a death',
    EXEC_STATELESS,
    { exit_code: null, signal: 'SIGSEGV', stderr: 'core dumped' },
    'codex was killed by SIGSEGV: core dumped',
  ],
  [
    'a deadline',
    EXEC_STATELESS,
    { exit_code: null, signal: 'SIGKILL', ended_by: 'deadline', stdout: '' },
    'codex did not end its turn before the deadline',
  ],
  [
    'a deadline after a warning',
    APP_SERVER,
    {
      exit_code: null,
      signal: 'SIGKILL',
      ended_by: 'deadline',
      stderr: '2026-01-02T03:04:05Z ERROR codex_core: first\n2026-01-02T03:04:06Z  WARN codex_core: no error here\n',
      wire: wireEndingIn(),
    },
    'codex did not end its turn before the deadline',
  ],
  ...['2026-01-02T03:04:05Z ERROR codex_core: no quota', 'Error: no quota', "thread 'main' panicked at x.rs:1"].map(
    (words): [string, Recording, Partial<ProcessRecord>, string] => [
      `a deadline after ${words}`,
      APP_SERVER,
      {
        exit_code: null,
        signal: 'SIGKILL',
        ended_by: 'deadline',
        stderr: `a warning\n\u001b[31m${words}\u001b[0m\n`,
        wire: wireEndingIn(),
      },
      `codex did not end its turn before the deadline: ${words}`,
    ],
  ),
  [
    'a hang',
    EXEC_STATELESS,
    { exit_code: null, signal: 'SIGKILL', ended_by: 'hang' },
    'codex did not exit after the last event of its turn',
  ],
  [
    'an interruption',
    EXEC_STATELESS,
    { exit_code: null, signal: 'SIGKILL', ended_by: 'interrupt', stdout: '' },
    'the run was interrupted',
  ],
  [
    'a start that failed',
    EXEC_STATELESS,
    { exit_code: null, ended_by: 'spawn-error', spawn_error: 'spawn ENOENT', stdout: '' },
    'codex could not be started: spawn ENOENT',
  ],
  [
    'a turn of the app-server that failed',
    APP_SERVER,
    { wire: wireEndingIn({ method: 'turn/completed', params: { threadId: THREAD, turn: FAILED_TURN } }) },
    'usage limit reached',
  ],
  [
    'an error answer',
    APP_SERVER,
    { wire: wireEndingIn(WARNING, REFUSAL).filter(({ text }) => !text.startsWith('{"id":3,"result"')) },
    'turn/start: no such thread (-32600)',
  ],
  ['an error notification', APP_SERVER, { wire: wireEndingIn(REFUSAL, WARNING) }, 'stream disconnected'],
  [
    'an error from which the app-server recovered',
    APP_SERVER,
    { wire: [...wireEndingIn(WARNING), APP_SERVER.processes[0]!.wire.at(-1)!] },
    null,
  ],
  [
    'an app-server that goes away',
    APP_SERVER,
    { exit_code: 101, stderr: 'panicked', wire: wireEndingIn() },
    'codex exited with code 101: panicked',
  ],
])('the error of %s', (_, recording, change, error) => {
  expect(outcome(recording, change).error).toBe(error);
});

test('the error is that of the first process that has one', () => {
  const [first, second] = EXEC_PERSISTENT.processes;
  const processes = [first!, { ...second!, exit_code: 2, stdout: '' }, { ...second!, exit_code: 3, stdout: '' }];
  expect(scenarioResultOf({ ...EXEC_PERSISTENT, processes }, 'here').error).toBe('codex exited with code 2');
});

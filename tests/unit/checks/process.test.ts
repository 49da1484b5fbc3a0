import { expect, test } from 'vitest';
import { judge } from '../../../helpers/checks/judge.ts';
import { CHECKS } from '../../../helpers/scenarios/catalog.ts';
import { changeModelRequests } from '../../../helpers/mutations/model-requests.ts';
import type { ModelExchange, Recording } from '../../../helpers/recording/recording.ts';
import { EXEC_PERSISTENT, EXEC_STATELESS } from './samples.ts';

const COMPLETED = 'data: {"type":"response.completed","response":{"id":"r"}}\n\n';

function verdict(id: string, recording: Recording): string {
  return judge(
    CHECKS.find((check) => check.id === id)!,
    recording,
  ).verdict;
}

/** The model is asked twice, and gives this answer first. */
function askedAgainAfter(reply: Partial<ModelExchange['reply']>): Recording {
  return changeModelRequests((exchange) => [{ ...exchange, reply: { ...exchange.reply, ...reply } }, exchange])(
    EXEC_STATELESS,
  );
}

test.each<[string, Partial<ModelExchange['reply']>, string]>([
  ['calls a tool', { body: `data: {"item":{"type":"function_call","name":"shell"}}\n\n${COMPLETED}` }, 'pass'],
  ['calls a custom tool', { body: `data: {"item":{"type":"custom_tool_call"}}\n\n${COMPLETED}` }, 'pass'],
  ['asks to go on', { body: 'data: {"type":"response.completed","response":{"end_turn":false}}\n\n' }, 'pass'],
  ['breaks off', { body: 'data: {"type":"response.created"}\n\n' }, 'pass'],
  ['is cut', { body: COMPLETED, ended_by: 'reset' }, 'pass'],
  ['is refused', { status: 500, body: COMPLETED }, 'pass'],
  ['comes whole', { body: COMPLETED }, 'fail'],
])('a second request needs a reason in the reply: %s', (_, reply, expected) => {
  expect(verdict('run/model/asked-no-more-than-needed', askedAgainAfter(reply))).toBe(expected);
});

test('expects one request in a turn without a tool call', () => {
  const first = EXEC_PERSISTENT.model[0]!;
  const calling = { ...first, reply: { ...first.reply, body: `"type":"function_call" ${COMPLETED}` } };
  const model = [calling, first, ...EXEC_PERSISTENT.model.slice(1)];
  expect(verdict('run/model/asked-no-more-than-needed', { ...EXEC_PERSISTENT, model })).toBe('pass');
  const again = { ...EXEC_PERSISTENT, model: [...model, EXEC_PERSISTENT.model[1]!] };
  expect(verdict('run/model/asked-no-more-than-needed', again)).toBe('fail');
});

test('a writable sandbox may write files', () => {
  const [process] = EXEC_STATELESS.processes;
  const recording: Recording = {
    ...EXEC_STATELESS,
    processes: [{ ...process!, argv: ['exec', '--sandbox', 'workspace-write', '-'] }],
    files: [...EXEC_STATELESS.files, { place: 'workspace', path: 'made', kind: 'file', size: 1 }],
  };
  expect(verdict('run/files/workspace-untouched', recording)).toBe('not-applicable');
});

test('a session in a folder of another name is not a session', () => {
  const [process] = EXEC_STATELESS.processes;
  const recording: Recording = {
    ...EXEC_STATELESS,
    processes: [{ ...process!, argv: [...process!.argv, '--ephemeral'] }],
    files: [{ place: 'codex_home', path: 'sessions/index.jsonl', kind: 'file', size: 1 }],
  };
  expect(verdict('exec/session/ephemeral-leaves-none', recording)).toBe('pass');
  const kept = { ...recording, files: EXEC_STATELESS.files };
  expect(verdict('exec/session/ephemeral-leaves-none', kept)).toBe('fail');
});

test('a session that one process keeps is not left by the other', () => {
  const processes = EXEC_PERSISTENT.processes.map((process) =>
    process.process === 2 ? { ...process, argv: [...process.argv, '--ephemeral'] } : process,
  );
  const recording = { ...EXEC_PERSISTENT, processes };
  expect(verdict('exec/session/ephemeral-leaves-none', recording)).toBe('not-applicable');
  expect(verdict('exec/session/kept-under-thread-id', recording)).toBe('pass');
});

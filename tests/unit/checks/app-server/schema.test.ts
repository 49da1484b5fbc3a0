import { expect, test } from 'vitest';
import { notification, turn, verdictOn } from './wires.ts';

const VALID = 'app-server/schema/valid-messages';
const SENT = 'app-server/schema/valid-client-messages';

test('names methods without a schema, but not the old form', () => {
  const unknown = [notification('weather/changed', {}), notification('codex/event/task_started', {})];
  expect(verdictOn(VALID, turn('started', 't', '1'), ...unknown)).toEqual([
    'pass',
    '1 server messages, all valid; no schema for server notification weather/changed; not declared: threadId',
  ]);
});

test('names the fault of a message by the schema', () => {
  expect(verdictOn(VALID, turn('completed', 't', '1', { status: 'done' }))).toEqual([
    'fail',
    '1: /params/turn/status: Instance does not match any of ["completed","interrupted","failed","inProgress"].',
  ]);
});

test('judges what the client sends and the server does not refuse', () => {
  const invalid = ['client', { method: 'turn/start', id: 7, params: {} }] as const;
  const [refused, accepted] = [
    { id: 7, error: { code: 1, message: 'no' } },
    { id: 7, result: {} },
  ];
  const start = ['client', { method: 'turn/start', id: 1, params: { threadId: 't' } }] as const;
  expect(verdictOn(SENT, start, invalid, ['server', refused])).toEqual(['pass', '1 client messages, all valid']);
  expect(verdictOn(SENT, start, invalid, ['server', accepted])).toEqual([
    'fail',
    '2: /params: Instance does not have required property "threadId".',
  ]);
});

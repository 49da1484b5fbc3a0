import { expect, test } from 'vitest';
import { notification, turn, verdictOn } from './wires.ts';

const VALID = 'app-server/schema/valid-messages';

test('names methods without a schema, but not the old form', () => {
  const unknown = [notification('weather/changed', {}), notification('codex/event/task_started', {})];
  expect(verdictOn(VALID, turn('started', 't', '1'), ...unknown)).toEqual([
    'pass',
    '1 server messages, all valid; no schema for server notification weather/changed',
  ]);
});

test('names the fault of a message by the schema', () => {
  expect(verdictOn(VALID, turn('completed', 't', '1', { status: 'done' }))).toEqual([
    'fail',
    '1: /params/turn/status: Instance does not match any of ["completed","interrupted","failed","inProgress"].',
  ]);
});

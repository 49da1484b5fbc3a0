import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withContents } from '../../../helpers/codex/file-contents.ts';
import { created, snapshot, type Places } from '../../../helpers/codex/snapshot.ts';
import { temporaryFolder, write } from './temporary.ts';

function places(): Places {
  const root = temporaryFolder();
  const [home, codexHome, tmp, workspace] = ['home', 'codex-home', 'tmp', 'workspace'].map((name) => join(root, name));
  for (const folder of [home, codexHome, tmp, workspace]) mkdirSync(folder!);
  return { home: home!, codexHome: codexHome!, tmp: tmp!, workspace: workspace! };
}

function listed(world: Places, kept: readonly string[] = []): object[] {
  return withContents(created(new Map(), snapshot(world)), world, kept);
}

test('gives the text of files that are kept, and of no others', () => {
  const world = places();
  const kept = write(join(world.workspace, 'last.txt'), 'done');
  write(join(world.workspace, 'other.txt'), 'secret');
  expect(listed(world, [kept, join(world.tmp, 'absent')])).toEqual([
    { place: 'workspace', path: 'last.txt', kind: 'file', size: 4, text: 'done' },
    { place: 'workspace', path: 'other.txt', kind: 'file', size: 6 },
  ]);
});

test('leaves out a text that is long', () => {
  const world = places();
  const kept = write(join(world.workspace, 'long.txt'), 'x'.repeat(16_385));
  expect(listed(world, [kept])).toEqual([{ place: 'workspace', path: 'long.txt', kind: 'file', size: 16_385 }]);
});

test('keeps the types of JSON lines in CODEX_HOME, not the text', () => {
  const world = places();
  const text = [
    { timestamp: 't', type: 'event_msg', payload: { type: 'task_started' } },
    { timestamp: 't', type: 'event_msg', payload: { type: 'task_started' }, ordinal: 2 },
    { type: 'session_meta', payload: null },
    { session_id: 's', text: 'what was typed' },
    { type: 'sk-1234 and more', payload: { type: 7 }, 'a field': 1 },
  ].map((line) => JSON.stringify(line));
  write(join(world.codexHome, 'a.jsonl'), [...text, '{"cut', ''].join('\n'));
  write(join(world.workspace, 'b.jsonl'), '{}\n');
  expect(listed(world)).toEqual([
    {
      place: 'codex_home',
      path: 'a.jsonl',
      kind: 'file',
      size: expect.any(Number) as number,
      lines: {
        kinds: ['(no JSON object)', '(no name)/(no name)', '(no type)', 'event_msg/task_started', 'session_meta'],
        fields: ['(no name)', 'ordinal', 'payload', 'session_id', 'text', 'timestamp', 'type'],
      },
    },
    { place: 'workspace', path: 'b.jsonl', kind: 'file', size: 3 },
  ]);
});

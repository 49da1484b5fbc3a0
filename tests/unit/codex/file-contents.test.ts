import { mkdirSync, writeFileSync } from 'node:fs';
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

/** A message without a text. */
function item(role: string): object {
  return { type: 'message', role, content: [] };
}

function listed(world: Places, kept: readonly string[] = []): object[] {
  return withContents(created(new Map(), snapshot(world)), world, kept);
}

test('gives the texts in the workspace and of kept files', () => {
  const world = places();
  const kept = write(join(world.tmp, 'last.txt'), 'done');
  write(join(world.workspace, 'part/own.txt'), 'mine');
  write(join(world.workspace, '.git/HEAD'), 'ref');
  write(join(world.home, 'other.txt'), 'secret');
  expect(listed(world, [kept, join(world.tmp, 'absent')])).toEqual([
    { place: 'home', path: 'other.txt', kind: 'file', size: 6 },
    { place: 'tmp', path: 'last.txt', kind: 'file', size: 4, text: 'done' },
    { place: 'workspace', path: '.git', kind: 'folder', size: 0 },
    { place: 'workspace', path: '.git/HEAD', kind: 'file', size: 3 },
    { place: 'workspace', path: 'part', kind: 'folder', size: 0 },
    { place: 'workspace', path: 'part/own.txt', kind: 'file', size: 4, text: 'mine' },
  ]);
});

test('gives no text for bytes that are not UTF-8', () => {
  const world = places();
  writeFileSync(join(world.workspace, 'a.png'), Buffer.from([0x89, 0xff]));
  expect(listed(world)).toEqual([{ place: 'workspace', path: 'a.png', kind: 'file', size: 2 }]);
});

test('gives the conversation in a session file', () => {
  const world = places();
  const lines = [
    { type: 'session_meta', payload: { id: 'x' } },
    ...['developer', 'user', 'assistant'].map((role) => ({ type: 'response_item', payload: item(role) })),
    { type: 'event_msg', payload: item('user') },
  ];
  const path = 'sessions/2026/rollout-1.jsonl';
  write(join(world.codexHome, path), lines.map((line) => JSON.stringify(line)).join('\n'));
  const found = withContents(created(new Map(), snapshot(world)), world, []).find((entry) => entry.path === path);
  expect(found?.conversation).toEqual([item('user'), item('assistant')]);
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
    { place: 'workspace', path: 'b.jsonl', kind: 'file', size: 3, text: '{}\n' },
  ]);
});

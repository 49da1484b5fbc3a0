import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { created, snapshot, type Places } from '../../../helpers/codex/snapshot.ts';
import { temporaryFolder, write } from './temporary.ts';

function places(): Places {
  const root = temporaryFolder();
  const [home, codexHome, tmp, workspace] = ['home', 'codex-home', 'tmp', 'workspace'].map((name) => join(root, name));
  for (const folder of [home, codexHome, tmp, workspace]) mkdirSync(folder!);
  return { home: home!, codexHome: codexHome!, tmp: tmp!, workspace: workspace! };
}

test('lists files with sizes, folders, links and other entries', () => {
  const folders = places();
  write(join(folders.home, 'a/b/c.txt'), 'äb');
  write(join(folders.codexHome, '.hidden'), '');
  symlinkSync(folders.home, join(folders.tmp, 'link'));
  symlinkSync('/nowhere', join(folders.tmp, 'broken'));
  execFileSync('mkfifo', [join(folders.workspace, 'pipe')]);
  expect(created(new Map(), snapshot(folders))).toEqual([
    { place: 'codex_home', path: '.hidden', kind: 'file', size: 0 },
    { place: 'home', path: 'a', kind: 'folder', size: 0 },
    { place: 'home', path: 'a/b', kind: 'folder', size: 0 },
    { place: 'home', path: 'a/b/c.txt', kind: 'file', size: 3 },
    { place: 'tmp', path: 'broken', kind: 'link', size: 0 },
    { place: 'tmp', path: 'link', kind: 'link', size: 0 },
    { place: 'workspace', path: 'pipe', kind: 'other', size: 0 },
  ]);
});

test('a place that is gone is empty', () => {
  const folders = places();
  write(join(folders.home, 'file'), '');
  rmSync(folders.home, { recursive: true });
  expect(snapshot(folders)).toEqual(new Map());
});

test('what was there before is not created, even if it has changed', () => {
  const folders = places();
  write(join(folders.home, 'old'), '');
  const before = snapshot(folders);
  write(join(folders.home, 'old'), 'longer');
  write(join(folders.tmp, 'old'), '');
  expect(created(before, snapshot(folders))).toEqual([{ place: 'tmp', path: 'old', kind: 'file', size: 0 }]);
});

test('what is gone is not created', () => {
  const folders = places();
  write(join(folders.home, 'old'), '');
  const before = snapshot(folders);
  rmSync(join(folders.home, 'old'));
  expect(created(before, snapshot(folders))).toEqual([]);
});

import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { replaceFolder } from '../../../../helpers/util/fs/replace-folder.ts';
import { failureOf, temporaryFolder, write } from '../../codex/temporary.ts';

test('replaces a missing, an empty and a full folder', async () => {
  const parent = temporaryFolder();
  mkdirSync(join(parent, 'empty'));
  write(join(parent, 'full', 'old'), 'old');
  for (const name of ['missing', 'empty', 'full']) {
    write(join(parent, 'finished', 'new'), name);
    await replaceFolder(join(parent, 'finished'), join(parent, name));
    expect(readdirSync(join(parent, name))).toEqual(['new']);
    expect(readFileSync(join(parent, name, 'new'), 'utf8')).toBe(name);
  }
  expect(readdirSync(parent).toSorted()).toEqual(['empty', 'full', 'missing']);
});

test('restores the old folder if the move fails', async () => {
  const parent = temporaryFolder();
  write(join(parent, 'full', 'old'), 'old');
  write(join(parent, 'full', 'inside', 'new'), 'new');
  // It can only be found there until the old one is moved.
  const { message } = await failureOf(() => replaceFolder(join(parent, 'full', 'inside'), join(parent, 'full')));
  expect(message.startsWith('ENOENT')).toBe(true);
  expect([readdirSync(parent), readdirSync(join(parent, 'full')).toSorted()]).toEqual([['full'], ['inside', 'old']]);
});

test('a missing new folder is an error and keeps the old', async () => {
  const parent = temporaryFolder();
  write(join(parent, 'full', 'old'), 'old');
  const { message } = await failureOf(() => replaceFolder(join(parent, 'none'), join(parent, 'full')));
  expect(message.startsWith('ENOENT')).toBe(true);
  expect([readdirSync(parent), readdirSync(join(parent, 'full'))]).toEqual([['full'], ['old']]);
});

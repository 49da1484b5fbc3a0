import { readdirSync } from 'node:fs';
import { platform } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { assertWritableFolder } from '../../../../helpers/util/fs/writable.ts';
import { failureOf, temporaryFolder, write } from '../../codex/temporary.ts';

test('creates a folder with its parents, empty', async () => {
  const folder = join(temporaryFolder(), 'a', 'b');
  await assertWritableFolder(folder);
  expect(readdirSync(folder)).toEqual([]);
});

test('a folder that is there keeps what is in it', async () => {
  const folder = temporaryFolder();
  write(join(folder, 'file'), 'text');
  await assertWritableFolder(folder);
  expect(readdirSync(folder)).toEqual(['file']);
});

test('two runs may create a folder at once', async () => {
  const folder = join(temporaryFolder(), 'a', 'b', 'c');
  await Promise.all(Array.from({ length: 8 }, () => assertWritableFolder(folder)));
  expect(readdirSync(folder)).toEqual([]);
});

test('a file in place of a folder is an error', async () => {
  const folder = temporaryFolder();
  const file = write(join(folder, 'file'), 'text');
  const failures = [file, join(file, 'a')].map((path) => failureOf(() => assertWritableFolder(path)));
  const messages = (await Promise.all(failures)).map(({ kind, message }) => [kind, message.replace(/ \(\w+\)\.$/, '')]);
  expect(messages).toEqual([
    ['environment', `Cannot write to ${file}: a part of the path is a file, not a folder`],
    ['environment', `Cannot write to ${file}/a: a part of the path is a file, not a folder`],
  ]);
  expect(readdirSync(folder)).toEqual(['file']);
});

test.runIf(platform() === 'linux').each([
  ['lets nobody create', '/proc/no/such'],
  ['lets nobody write to', '/proc'],
])('a folder that the system %s is an error', async (_, folder) => {
  const { kind, message } = await failureOf(() => assertWritableFolder(folder));
  expect([kind, message.startsWith(`Cannot write to ${folder}: `)]).toEqual(['environment', true]);
});

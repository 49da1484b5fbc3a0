import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readIdentity, writeIdentity } from '../../../helpers/codex/identity-cache.ts';
import { temporaryFolder, write } from './temporary.ts';

const KEY = { path: '/opt/codex', size: 3, mtimeMs: 1_795_349_407_076.25 };
const IDENTITY = { version: '0.98.0', sha256: 'ab', capabilities: ['exec.flag.json'] };

test('reads an entry by its own key and by no other', async () => {
  const folder = temporaryFolder();
  await writeIdentity(folder, KEY, IDENTITY);
  expect(await readIdentity(folder, KEY)).toEqual(IDENTITY);
  for (const other of [{ path: '/opt/codex2' }, { size: 4 }, { mtimeMs: KEY.mtimeMs + 1 }]) {
    expect(await readIdentity(folder, { ...KEY, ...other })).toBeUndefined();
  }
});

test('nothing is read from a cache that is not there', async () => {
  expect(await readIdentity(join(temporaryFolder(), 'none'), KEY)).toBeUndefined();
});

test.each([
  ['cut off', (text: string) => text.slice(0, 40)],
  ['empty', () => ''],
  ['of another format', (text: string) => text.replace(/"format": \d+/, '"format": 0')],
  ['of another path', (text: string) => text.replace('"path": "', '"path": "/another')],
  ['of another size', (text: string) => text.replace(/"size": \d+/, '"size": 1')],
  ['without a version', (text: string) => text.replace('"version"', '"edition"')],
  ['with a number for the version', (text: string) => text.replace('"0.98.0"', '98')],
])('an entry that is %s counts as absent', async (_, damage) => {
  const folder = temporaryFolder();
  await writeIdentity(folder, KEY, IDENTITY);
  const entry = join(folder, 'binaries', readdirSync(join(folder, 'binaries'))[0]!);
  const whole = readFileSync(entry, 'utf8');
  expect(damage(whole)).not.toBe(whole);
  write(entry, damage(whole));
  expect(await readIdentity(folder, KEY)).toBeUndefined();
});

test('a folder that cannot be written to is no error', async () => {
  const file = write(join(temporaryFolder(), 'file'), '');
  await writeIdentity(join(file, 'cache'), KEY, IDENTITY);
  expect(await readIdentity(join(file, 'cache'), KEY)).toBeUndefined();
});

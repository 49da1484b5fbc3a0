import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentHash, sourceHash } from '../../../helpers/util/hash.ts';
import { temporaryFolder, write } from '../codex/temporary.ts';

test('equal data has an equal hash', () => {
  expect(contentHash({ a: [1, 'b'] })).toBe(contentHash({ a: [1, 'b'] }));
  expect(contentHash({ a: [1, 'b'] })).not.toBe(contentHash({ a: ['1', 'b'] }));
  expect(contentHash(null)).toMatch(/^[0-9a-f]{16}$/);
});

test('a source hash covers paths and contents of its files', () => {
  const folder = temporaryFolder();
  const hash = (): string => sourceHash(['a/**/*.{ts,js}'], folder)();
  const hashes = [hash()];
  for (const [name, text] of [
    ['a/one.ts', 'x'],
    ['a/one.ts', 'y'],
    ['a/b/two.js', 'y'],
    ['a/other.txt', 'y'],
    ['c/one.ts', 'y'],
  ] as const) {
    write(join(folder, name), text);
    hashes.push(hash());
  }
  expect(hashes.map((one) => hashes.indexOf(one))).toEqual([0, 1, 2, 3, 3, 3]);
});

test('a source hash reads its files once', () => {
  const folder = temporaryFolder();
  const hash = sourceHash(['*.ts'], folder);
  write(join(folder, 'one.ts'), 'x');
  const first = hash();
  write(join(folder, 'one.ts'), 'y');
  expect(hash()).toBe(first);
});

test('a source hash finds the sources of the suite by default', () => {
  expect(sourceHash(['util/hash.ts'])()).not.toBe(sourceHash(['no/such.ts'])());
});

import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { temporaryBeside, writeFileAtomic } from '../../../../helpers/util/fs/atomic.ts';
import { failureOf, temporaryFolder } from '../../codex/temporary.ts';

test('writes a file and the folders above it, and nothing else', async () => {
  const folder = join(temporaryFolder(), 'a', 'b');
  await writeFileAtomic(join(folder, 'file.json'), 'täxt\n');
  expect(readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual(['täxt\n']);
});

test('an open file keeps its old contents', async () => {
  const path = join(temporaryFolder(), 'file');
  await writeFileAtomic(path, 'old');
  const open = openSync(path, 'r');
  await writeFileAtomic(path, 'new');
  expect([readFileSync(open, 'utf8'), readFileSync(path, 'utf8')]).toEqual(['old', 'new']);
  closeSync(open);
});

test('readers never see a part of a file', async () => {
  const path = join(temporaryFolder(), 'file');
  const texts = ['a'.repeat(300_000), 'b'.repeat(300_000)];
  await writeFileAtomic(path, texts[0]!);
  const seen = new Set<string>();
  const writes = Promise.all(texts.concat(texts, texts).map((text) => writeFileAtomic(path, text)));
  const done = writes.then(() => 'done' as const);
  while ((await Promise.race([done, setImmediate('open' as const)])) === 'open') seen.add(readFileSync(path, 'utf8'));
  expect([...seen].filter((text) => !texts.includes(text))).toEqual([]);
});

test('a failed write leaves no temporary file', async () => {
  const folder = temporaryFolder();
  const taken = join(folder, 'taken');
  mkdirSync(join(taken, 'inside'), { recursive: true });
  expect(await failureOf(() => writeFileAtomic(taken, 'text'))).toEqual({
    kind: 'environment',
    message: `Cannot write ${taken}: a folder has this name (EISDIR).`,
    hint: `Move away the file or folder at or above ${folder}, or choose another folder.`,
  });
  writeFileSync(join(folder, 'file'), '');
  const below = join(folder, 'file', 'below');
  expect((await failureOf(() => writeFileAtomic(below, 'text'))).message).toMatch(
    /^Cannot write .*: a part of the path is a file, not a folder \((?:ENOTDIR|EEXIST)\)\.$/,
  );
  expect(readdirSync(folder).toSorted()).toEqual(['file', 'taken']);
});

test('a temporary name is new, short and in the same folder', () => {
  const path = join('/folder', 'n'.repeat(250));
  const names = [temporaryBeside(path), temporaryBeside(path)];
  expect(names.map((name) => [dirname(name), basename(name).length < 60])).toEqual([
    ['/folder', true],
    ['/folder', true],
  ]);
  expect(new Set(names).size).toBe(2);
});

import { mkdirSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nativeIn } from '../../../../helpers/codex/native.ts';
import { evict, removeVersion, storeLimit } from '../../../../helpers/codex/store/evict.ts';
import { noteEntry, storedVersions, touchVersion } from '../../../../helpers/codex/store/installed.ts';
import { failureOf, program, temporaryFolder, write } from '../temporary.ts';
import { TARGET } from './packages.ts';

/** A cache folder with idle versions of a thousand bytes each, used in the given order. */
async function store(...order: string[]): Promise<string> {
  const cache = temporaryFolder();
  for (const [index, version] of order.entries()) {
    const folder = join(cache, 'versions', version);
    program(join(folder, 'vendor', TARGET.triple, 'bin', TARGET.executable), `#!${'x'.repeat(998)}`);
    await noteEntry(folder, { version, package: `@openai/codex@${version}`, binary: nativeIn(folder, TARGET)! });
    utimesSync(join(folder, 'stored.json'), index + 1, index + 1);
  }
  return cache;
}

const ORDER = ['0.98.0', '0.45.0', '0.169.0'];

async function left(cache: string): Promise<string[]> {
  return (await storedVersions(cache)).map(({ version }) => version);
}

test('evicts the least recently used versions above the limit', async () => {
  const cache = await store(...ORDER);
  expect(await evict(cache, 3000)).toEqual([]);
  expect((await evict(cache, 2999)).map(({ version }) => version)).toEqual(['0.98.0']);
  expect(await left(cache)).toEqual(['0.45.0', '0.169.0']);
  expect(readdirSync(join(cache, 'versions'))).toEqual(['0.169.0', '0.45.0']);
});

test('keeps versions that were used within a day', async () => {
  const cache = await store(...ORDER);
  for (const entry of (await storedVersions(cache)).slice(0, 2)) await touchVersion(entry);
  expect((await evict(cache, 10)).map(({ version }) => version)).toEqual(['0.169.0']);
  expect((await left(cache)).toSorted()).toEqual(['0.45.0', '0.98.0']);
});

test('removes a version whatever its use', async () => {
  const cache = await store(...ORDER);
  const [oldest] = await storedVersions(cache);
  await touchVersion(oldest!);
  await removeVersion(oldest!);
  expect(readdirSync(join(cache, 'versions'))).toEqual(['0.169.0', '0.45.0']);
});

test('a version that is cut off or incomplete is not stored', async () => {
  const cache = await store(...ORDER);
  write(join(cache, 'versions', '0.98.0', 'vendor', TARGET.triple, 'bin', TARGET.executable), 'short');
  write(join(cache, 'versions', '0.45.0', 'stored.json'), '{}');
  mkdirSync(join(cache, 'versions', '0.99.0'));
  expect(await left(cache)).toEqual(['0.169.0']);
});

test('the limit is 8 GB or what the environment says', async () => {
  const limits = [undefined, '', '2', '0.5'].map((text) => storeLimit({ CODEX_CONFORMANCE_CACHE_LIMIT_GB: text }));
  expect(limits).toEqual([8e9, 8e9, 2e9, 5e8]);
  expect(await failureOf(() => storeLimit({ CODEX_CONFORMANCE_CACHE_LIMIT_GB: '8 GB' }))).toMatchInlineSnapshot(`
    {
      "hint": "Write it as in CODEX_CONFORMANCE_CACHE_LIMIT_GB=8 or CODEX_CONFORMANCE_CACHE_LIMIT_GB=2.5, or unset it.",
      "kind": "usage",
      "message": "CODEX_CONFORMANCE_CACHE_LIMIT_GB=8 GB is no number of gigabytes above 0.",
    }
  `);
  expect(await failureOf(() => storeLimit({ CODEX_CONFORMANCE_CACHE_LIMIT_GB: '0' }))).toMatchObject({ kind: 'usage' });
});

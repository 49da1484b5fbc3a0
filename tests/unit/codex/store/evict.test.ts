import { mkdirSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nativeIn } from '../../../../helpers/codex/native.ts';
import { noteEntry, storedVersions } from '../../../../helpers/codex/store/installed.ts';
import { makeRoom, removeVersions, storeLimit } from '../../../../helpers/codex/store/evict.ts';
import { newOwner } from '../../../../helpers/util/fs/owner.ts';
import { pinVersion } from '../../../../helpers/codex/store/pins.ts';
import { storePlaces, type StorePlaces } from '../../../../helpers/codex/store/paths.ts';
import { failureOf, program, temporaryFolder, write } from '../temporary.ts';
import { TARGET } from './packages.ts';

/** A store with three versions of a thousand bytes each. They were used in the order that is given. */
async function store(...order: string[]): Promise<StorePlaces> {
  const places = storePlaces(temporaryFolder());
  for (const [index, version] of order.entries()) {
    const folder = join(places.versions, version);
    program(join(folder, 'vendor', TARGET.triple, 'bin', TARGET.executable), `#!${'x'.repeat(998)}`);
    await noteEntry(folder, { version, package: `@openai/codex@${version}`, binary: nativeIn(folder, TARGET)! });
    utimesSync(join(folder, 'stored.json'), index + 1, index + 1);
  }
  return places;
}

const ORDER = ['0.98.0', '0.45.0', '0.169.0'];

async function left(places: StorePlaces): Promise<string[]> {
  return (await storedVersions(places)).map(({ version }) => version);
}

test('what was used longest ago goes first, and no more than has to', async () => {
  const places = await store(...ORDER);
  expect((await makeRoom(places, 4000, 1000)).map(({ version }) => version)).toEqual([]);
  expect((await makeRoom(places, 3999, 1000)).map(({ version }) => version)).toEqual(['0.98.0']);
  expect(await left(places)).toEqual(['0.45.0', '0.169.0']);
  expect(readdirSync(places.work)).toEqual([]);
});

test('what does not fit at all takes all the room there is', async () => {
  const places = await store(...ORDER);
  expect((await makeRoom(places, 10, 1000)).map(({ version }) => version)).toEqual(ORDER);
});

test('what is in use stays until it is released', async () => {
  const places = await store(...ORDER);
  const pin = await pinVersion(places, '0.98.0');
  expect((await makeRoom(places, 2999, 0)).map(({ version }) => version)).toEqual(['0.45.0']);
  expect(await removeVersions(places, ['0.98.0'])).toEqual([]);
  await pin.release();
  await pin.release();
  expect((await removeVersions(places, ['0.98.0', '9.9.9'])).map(({ version }) => version)).toEqual(['0.98.0']);
  expect(await left(places)).toEqual(['0.169.0']);
});

test('the pin of a process that died keeps nothing', async () => {
  const places = await store(...ORDER);
  write(join(places.pins, '0.98.0', 'dead'), JSON.stringify({ ...newOwner(), birth: '1' }));
  expect((await removeVersions(places, ['0.98.0'])).length).toBe(1);
  expect(readdirSync(join(places.pins, '0.98.0'))).toEqual([]);
});

test('a version that was cut off, or is not complete, is none', async () => {
  const places = await store(...ORDER);
  write(join(places.versions, '0.98.0', 'vendor', TARGET.triple, 'bin', TARGET.executable), 'short');
  write(join(places.versions, '0.45.0', 'stored.json'), '{}');
  mkdirSync(join(places.versions, '0.99.0'));
  expect(await left(places)).toEqual(['0.169.0']);
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

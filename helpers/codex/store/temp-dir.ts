import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createFolder } from '../../util/fs/create-folder.ts';
import { writeFileAtomic } from '../../util/fs/atomic.ts';
import { killAll } from '../kill.ts';
import { isAlive, newOwner, parseOwner } from '../../util/fs/owner.ts';
import type { StorePlaces } from './paths.ts';

/** What has no owner is being made or removed right now, unless it has lain about for so long (milliseconds). */
const OWNERLESS_LIVES_MS = 60 * 60 * 1000;

const OWNER = 'owner';

/** Does something with a folder of its own in the store, and removes the folder. */
export async function withWorkFolder<T>(places: StorePlaces, body: (folder: string) => Promise<T>): Promise<T> {
  const owner = newOwner();
  const folder = join(places.work, owner.token);
  try {
    await createFolder(folder);
    await writeFileAtomic(join(folder, OWNER), JSON.stringify(owner));
    return await body(folder);
  } finally {
    await removeFolder(folder);
  }
}

/**
 * Removes what processes left in the store that were killed, and ends what they started there. What cannot be removed
 * stays.
 */
export async function sweepStore(places: StorePlaces): Promise<void> {
  for (const folder of await entriesOf(places.work)) {
    if (!(await isAbandoned(folder))) continue;
    // An npm that outlived its parent would go on for long.
    await killAll(new Set(), folder);
    await removeFolder(folder);
  }
  for (const lock of await entriesOf(places.locks)) {
    if (/\.(?:new|dead)-/.test(lock) && (await ageOf(lock)) > OWNERLESS_LIVES_MS) await removeFolder(lock);
  }
}

async function isAbandoned(folder: string): Promise<boolean> {
  const age = await ageOf(folder);
  const owner = parseOwner(await readFile(join(folder, OWNER), 'utf8').catch(() => ''));
  return owner === null ? age > OWNERLESS_LIVES_MS : !isAlive(owner, age);
}

async function ageOf(path: string): Promise<number> {
  return Date.now() - (await stat(path).then(({ mtimeMs }) => mtimeMs, Date.now));
}

async function entriesOf(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).map((name) => join(folder, name));
}

async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
}

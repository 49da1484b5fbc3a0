import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomic } from '../../util/fs/atomic.ts';
import { isAlive, newOwner, parseOwner } from '../../util/fs/owner.ts';
import type { StorePlaces } from './paths.ts';

/** Keeps a version in the store for as long as this process lives, or until it is released. */
export interface Pin {
  /** Can be called twice. Never rejects. */
  readonly release: () => Promise<void>;
}

/** Pins a version, whether it is there yet or not. */
export async function pinVersion(places: StorePlaces, version: string): Promise<Pin> {
  const owner = newOwner();
  const path = join(places.pins, version, owner.token);
  await writeFileAtomic(path, JSON.stringify(owner));
  return { release: async () => await rm(path, { force: true }).catch(() => undefined) };
}

/** True if a live process uses a version. Removes the pins of dead ones. */
export async function isPinned(places: StorePlaces, version: string): Promise<boolean> {
  const folder = join(places.pins, version);
  const names = await readdir(folder).catch(() => []);
  let pinned = false;
  for (const name of names.filter((name) => !name.startsWith('.'))) {
    if (await isLive(join(folder, name))) pinned = true;
    else await rm(join(folder, name), { force: true }).catch(() => undefined);
  }
  return pinned;
}

async function isLive(path: string): Promise<boolean> {
  try {
    const { mtimeMs } = await stat(path);
    const owner = parseOwner(await readFile(path, 'utf8'));
    return owner !== null && isAlive(owner, Date.now() - mtimeMs);
  } catch {
    return false;
  }
}

import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createFolder } from './create-folder.ts';
import { isAlive, newOwner, parseOwner } from './owner.ts';

/** How to wait for a lock. */
export interface LockOptions {
  /** Called once, if somebody else has it. To throw ends the waiting. */
  readonly onWait?: () => void;
  readonly signal?: AbortSignal | undefined;
}

/** Milliseconds between two looks: nothing announces that a process of somebody else let go, or died. */
const LOOK_EVERY_MS = 50;

const OWNER = 'owner';

/** What the systems say when there is a folder with files in it. */
const TAKEN = new Set(['ENOTEMPTY', 'EEXIST']);

/**
 * Does something while no other process that asks for the same lock does. See {@link takeLock}.
 */
export async function withLock<T>(path: string, body: () => Promise<T>, options: LockOptions = {}): Promise<T> {
  const release = await takeLock(path, options);
  try {
    return await body();
  } finally {
    await release();
  }
}

/**
 * Takes a lock, which no other process has until the function that it gives back is called.
 *
 * A lock is a folder with its owner in it. It gets its name, and loses it, by being renamed as a whole, so there is
 * none without an owner. One whose owner died is put aside under a name that is taken from its owner and stays taken:
 * who comes late with the same intention cannot put the next one aside.
 *
 * @param path of the lock. What is put aside beside it is for its user to remove, some time later.
 * @throws what the operating system says, the reason of the signal, or what `onWait` throws
 */
export async function takeLock(path: string, options: LockOptions = {}): Promise<() => Promise<void>> {
  const owner = newOwner();
  const aside = `${path}.new-${owner.token}`;
  await createFolder(dirname(path));
  await mkdir(aside);
  try {
    await writeFile(join(aside, OWNER), JSON.stringify(owner));
    await acquire(aside, path, options);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    throw error;
  }
  return async () => await release(path, owner.token);
}

async function acquire(mine: string, path: string, { onWait, signal }: LockOptions): Promise<void> {
  let told = false;
  while (!(await tryRename(mine, path))) {
    if (await breakDead(path)) continue;
    if (!told) onWait?.();
    told = true;
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
}

/** True if the lock may be free now. */
async function breakDead(path: string): Promise<boolean> {
  const held = await ownerOf(path);
  if (held === null) return false;
  if (held.owner !== null && isAlive(held.owner, Date.now() - held.since)) return false;
  return await rename(path, `${path}.dead-${held.owner?.token ?? held.since}`).then(
    () => true,
    () => false,
  );
}

async function release(path: string, token: string): Promise<void> {
  if ((await ownerOf(path))?.owner?.token !== token) return;
  const aside = `${path}.new-${randomUUID()}`;
  await rename(path, aside);
  await rm(aside, { recursive: true, force: true });
}

/** Null when the lock is gone. */
async function ownerOf(path: string): Promise<{ owner: ReturnType<typeof parseOwner>; since: number } | null> {
  try {
    const { mtimeMs } = await stat(path);
    return { owner: parseOwner(await readFile(join(path, OWNER), 'utf8')), since: mtimeMs };
  } catch {
    return null;
  }
}

async function tryRename(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (!TAKEN.has(String((error as NodeJS.ErrnoException).code))) throw error;
    return false;
  }
}

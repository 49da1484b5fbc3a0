import { rmSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { SuiteError } from '../errors.ts';
import { diskError } from './disk-error.ts';
import { takeLock } from './lock.ts';

/** Lies in the folder, so that all who can write there see it. */
const LOCK = '.in-use';

/** Another run has the folder. */
export class FolderInUse extends SuiteError {
  constructor(folder: string) {
    super('environment', `Another run is writing to ${folder}.`, {
      hint: 'Wait for its end, or choose another folder: --out DIR',
    });
  }
}

/** Does something while no other run writes to a folder of results. See {@link claimFolder}. */
export async function withClaim<T>(folder: string, body: () => Promise<T>): Promise<T> {
  const release = await claimFolder(folder);
  try {
    return await body();
  } finally {
    await release();
  }
}

/**
 * Keeps other runs out of a folder of results: the files of two runs in one folder would pass for those of one. The folder
 * is made where it is missing. The claim ends when the function that it gives back is called, or with this process.
 *
 * @throws FolderInUse if another run has the folder, SuiteError `environment` if nothing can be written there
 */
export async function claimFolder(folder: string): Promise<() => Promise<void>> {
  const lock = join(folder, LOCK);
  const onWait = (): never => {
    throw new FolderInUse(folder);
  };
  const release = await takeLock(lock, { onWait }).catch((error: unknown) => {
    throw diskError(error, 'write to', folder);
  });
  const onExit = (): void => rmSync(lock, { recursive: true, force: true });
  process.once('exit', onExit);
  return async () => {
    process.off('exit', onExit);
    await release();
    await removeRest(folder);
  };
}

/** Removes the claims of those that were killed: who was about to take them at the same time has long given up. */
async function removeRest(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (name.startsWith(`${LOCK}.dead-`)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

import { rmSync } from 'node:fs';
import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { SuiteError } from '../errors.ts';
import { birthOf, isAlive } from '../live-process.ts';
import { createFolder } from './create-folder.ts';
import { diskError } from './disk-error.ts';
import { withoutEmptyFolders } from './empty-folders.ts';

/** A claim is an empty file in the claimed folder; its owner is in its name, so that it is never written in part. */
const CLAIM = /^\.in-use-(\d+)-(\d*)-(.*)$/;

/** Nobody knows whether a process of another machine, or container, is alive. */
const FOREIGN_CLAIM_MS = 60 * 60 * 1000;

/** The error for a folder that another run has claimed. */
export class FolderInUse extends SuiteError {
  constructor(folder: string) {
    super('environment', `Another run is writing to ${folder}.`, {
      hint: 'Wait for its end, or choose another folder: --out DIR',
    });
  }
}

/** Runs a body while no other run writes to a folder of results. See {@link claimFolder} and {@link withoutEmptyFolders}. */
export async function withClaim<T>(folder: string, body: () => Promise<T>): Promise<T> {
  return await withoutEmptyFolders(folder, async () => {
    const release = await claimFolder(folder);
    try {
      return await body();
    } finally {
      await release();
    }
  });
}

/**
 * Keeps other runs out of a folder of results, because the files of two runs would pass for those of one. Creates the
 * folder. The claim ends with the returned function, or with this process, even if it is killed.
 *
 * @throws FolderInUse if another run has the folder, SuiteError `environment` if it cannot be written to
 */
export async function claimFolder(folder: string): Promise<() => Promise<void>> {
  const name = `.in-use-${process.pid}-${birthOf(process.pid)}-${hostname()}`;
  const path = join(folder, name);
  const onExit = (): void => rmSync(path, { force: true });
  const release = async (): Promise<void> => {
    process.off('exit', onExit);
    await rm(path, { force: true });
  };
  try {
    await createFolder(folder);
    await writeFile(path, '', { flag: 'wx' });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).syscall === 'open' && (error as NodeJS.ErrnoException).code === 'EEXIST'
      ? new FolderInUse(folder)
      : diskError(error, 'write to', folder);
  }
  process.once('exit', onExit);
  // Each run writes its claim before it looks for others: two that start together may both fail, but never both go on.
  if (await hasOtherClaim(folder, name)) {
    await release();
    throw new FolderInUse(folder);
  }
  return release;
}

/** Removes the claims of dead processes. */
async function hasOtherClaim(folder: string, own: string): Promise<boolean> {
  let found = false;
  for (const name of await readdir(folder)) {
    const claim = CLAIM.exec(name);
    if (claim === null || name === own) continue;
    const [, pid, birth, host] = claim;
    const path = join(folder, name);
    const isValid = host === hostname() ? isAlive(Number(pid), birth) : (await ageOf(path)) < FOREIGN_CLAIM_MS;
    if (isValid) found = true;
    else await rm(path, { force: true });
  }
  return found;
}

async function ageOf(path: string): Promise<number> {
  return (
    Date.now() -
    (await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    ))
  );
}

import { rename, rm } from 'node:fs/promises';
import { temporaryBeside } from './atomic.ts';

/** Another process can replace the same folder between two renames, but not every time. */
const ATTEMPTS = 10;
/** Errors for an existing folder with files in it (the last one on Windows). */
const TAKEN = ['ENOTEMPTY', 'EEXIST', 'EPERM'];
/** Errors for a folder that another process has moved away. */
const GONE = ['ENOENT'];

/**
 * Replaces a folder by a finished one. Readers see the old one, the new one, or for a moment none. If it fails, the old
 * one is restored.
 *
 * @throws the error of the operating system
 */
export async function replaceFolder(finished: string, folder: string): Promise<void> {
  const aside = temporaryBeside(folder);
  for (let attempt = 1; !(await tryRename(finished, folder, attempt < ATTEMPTS ? TAKEN : [])); attempt++) {
    await tryRename(folder, aside, GONE);
    try {
      if (await tryRename(finished, folder, TAKEN)) break;
    } catch (error) {
      await tryRename(aside, folder, [...TAKEN, ...GONE]);
      throw error;
    }
    await rm(aside, { recursive: true, force: true });
  }
  await rm(aside, { recursive: true, force: true });
}

async function tryRename(from: string, to: string, expected: readonly string[]): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !expected.includes(String(error.code))) throw error;
    return false;
  }
}

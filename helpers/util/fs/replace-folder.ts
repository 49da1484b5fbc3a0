import { rename, rm } from 'node:fs/promises';
import { temporaryBeside } from './atomic.ts';

/** Another process that replaces the same folder can come between two renames; it does not do so time and again. */
const ATTEMPTS = 10;
/** What the systems say when there is a folder with files in it (the last one is Windows). */
const TAKEN = ['ENOTEMPTY', 'EEXIST', 'EPERM'];
/** What they say when somebody else moved the folder away just now. */
const GONE = ['ENOENT'];

/**
 * Gives a finished folder the name of another, which it replaces. Who reads meanwhile sees the old one or the new one,
 * or for a moment none. If it fails, the old one is back in its place.
 *
 * @throws what the operating system says
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

import { rename, rm } from 'node:fs/promises';
import { temporaryBeside } from './atomic.ts';

/** Another process that replaces the same folder can come between two renames; it does not do so time and again. */
const ATTEMPTS = 10;
/** What the systems say when there is a folder with files in it (the last one is Windows). */
const TAKEN = new Set(['ENOTEMPTY', 'EEXIST', 'EPERM']);

/**
 * Gives a finished folder the name of another, which it replaces. Who reads meanwhile sees the old one or the new one,
 * or for a moment none. If it fails, the old one is back in its place.
 *
 * @throws what the operating system says
 */
export async function replaceFolder(finished: string, folder: string): Promise<void> {
  const aside = temporaryBeside(folder);
  for (let attempt = 1; !(await tryRename(finished, folder, attempt === ATTEMPTS)); attempt++) {
    await tryRename(folder, aside, false);
    try {
      if (await tryRename(finished, folder, false)) break;
    } catch (error) {
      await tryRename(aside, folder, false);
      throw error;
    }
    await rm(aside, { recursive: true, force: true });
  }
  await rm(aside, { recursive: true, force: true });
}

/** False when the new name is taken, or the old one is gone because somebody else replaced the folder just now. */
async function tryRename(from: string, to: string, last: boolean): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (last || !(TAKEN.has(code) || code === 'ENOENT')) throw error;
    return false;
  }
}

import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isFolder } from './is-folder.ts';

/**
 * Creates a folder and those above it, where they are not there. As `mkdir` with `recursive`, which in Node never ends
 * where the system says ENOENT of a new folder whose parent is there, as /proc does. Throws what `mkdir` throws.
 */
export async function createFolder(path: string): Promise<void> {
  if (await isFolder(path)) return;
  const parent = dirname(path);
  if (parent !== path) await createFolder(parent);
  try {
    await mkdir(path);
  } catch (error) {
    // Another process may have been faster.
    if (!(await isFolder(path))) throw error;
  }
}

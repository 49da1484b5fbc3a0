import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isFolder } from './is-folder.ts';

/**
 * Creates a folder and those above it. `mkdir` of Node with `recursive` never ends on a file system that answers ENOENT
 * although the parent exists, such as /proc. Throws the errors of `mkdir`.
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

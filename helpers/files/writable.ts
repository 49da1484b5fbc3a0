import { randomUUID } from 'node:crypto';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { diskError } from './disk-error.ts';

/**
 * Creates a folder if it is not there and tries whether files can be written to it, before anything costly is begun.
 *
 * @throws SuiteError `environment` if not
 */
export async function assertWritableFolder(folder: string): Promise<void> {
  const probe = join(folder, `.writable-${randomUUID()}`);
  try {
    await createFolder(folder);
    await writeFile(probe, '', { flag: 'wx' });
    await rm(probe, { force: true });
  } catch (error) {
    throw diskError(error, 'write to', folder);
  }
}

/**
 * As `mkdir` with `recursive`, which in Node never ends where the system says ENOENT of a new folder whose parent is
 * there, as /proc does.
 */
async function createFolder(path: string): Promise<void> {
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

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}

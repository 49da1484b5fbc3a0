import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createFolder } from './create-folder.ts';
import { diskError } from './disk-error.ts';

/**
 * Writes a text file as a whole: readers see the old file or the new one, never a part of it, even if this process is
 * killed. Creates the folders above it; leaves no temporary file behind when it fails.
 *
 * @throws SuiteError `environment` when the disk refuses: no permission, no space, read-only, a file where a folder should be
 */
export async function writeFileAtomic(path: string, text: string): Promise<void> {
  const temporary = temporaryBeside(path);
  try {
    await createFolder(dirname(path));
    await writeFile(temporary, text, { flag: 'wx' });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw diskError(error, 'write', path);
  }
}

/** A new name in the same folder, thus on the same disk, where renaming is atomic. Its length does not depend on the path. */
export function temporaryBeside(path: string): string {
  return join(dirname(path), `.tmp-${randomUUID()}`);
}

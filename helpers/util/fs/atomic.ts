import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createFolder } from './create-folder.ts';
import { diskError } from './disk-error.ts';

/**
 * Writes a text file atomically: readers see the old file or the new one, even if this process is killed. Creates the
 * folders above it, and removes its temporary file when it fails.
 *
 * @throws SuiteError `environment` for missing permission, a full or read-only disk, a file in place of a folder
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

/** A new name in the same folder, and so on the same disk, where renaming is atomic. */
export function temporaryBeside(path: string): string {
  return join(dirname(path), `.tmp-${randomUUID()}`);
}

import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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
    await mkdir(dirname(path), { recursive: true });
    await writeAndSync(temporary, text);
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

/** After a rename that reached the disk before the contents did, a power cut would leave an empty file. */
async function writeAndSync(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

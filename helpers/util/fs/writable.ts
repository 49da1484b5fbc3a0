import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createFolder } from './create-folder.ts';
import { diskError } from './disk-error.ts';

/**
 * Creates a folder if it is missing and checks that files can be written to it, before a long run begins.
 *
 * @throws SuiteError `environment` if it is not writable
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

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { rm } from 'node:fs/promises';
import { writeFileAtomic } from './atomic.ts';

/**
 * Creates a folder if it is not there and tries whether files can be written to it, before anything costly is begun.
 *
 * @throws SuiteError `environment` if not
 */
export async function assertWritableFolder(folder: string): Promise<void> {
  const probe = join(folder, `.writable-${randomUUID()}`);
  await writeFileAtomic(probe, '');
  await rm(probe, { force: true });
}

import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Reporter } from 'vitest/node';
import { createScenarioFolder, type RunFolder } from '../../codex/run-folder.ts';
import { messageOf, SuiteError } from '../../util/errors.ts';
import { withVitest } from '../../scenarios/vitest.ts';
import { SUITE_ROOT } from '../../util/suite-root.ts';
import { projectOf } from './judge-version.ts';

/**
 * Shows a reporter all that a blob report holds, as if the tests ran now. One blob at a time, since those of many versions
 * together do not fit into memory.
 *
 * @throws SuiteError `environment` for a file that Vitest did not write
 */
export async function mergeBlob(blob: string, version: string, reporter: Reporter, folder: RunFolder): Promise<void> {
  // Vitest takes a folder with nothing but blobs.
  const only = join(createScenarioFolder(folder), 'blobs');
  await mkdir(only);
  await copyFile(blob, join(only, 'blob.json'));
  const project = { root: SUITE_ROOT, test: { name: projectOf(version), include: [] } };
  await withVitest({ reporters: [reporter], projects: [project] }, async (vitest) => {
    await vitest.mergeReports(only).catch((error: unknown) => {
      throw unreadable(blob, error);
    });
  });
}

function unreadable(blob: string, cause: unknown): SuiteError {
  return new SuiteError('environment', `The verdicts in ${blob} cannot be read: ${messageOf(cause)}`, {
    hint: 'Delete the file: its version is then judged anew.',
    cause,
  });
}

import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { MODES, type Mode } from '../../recording/mode.ts';
import { claimFolder, FolderInUse } from '../../util/fs/claim.ts';
import { diskError } from '../../util/fs/disk-error.ts';
import { BUNDLES, SCRIPT_FILE } from '../bundle/layout.ts';

/** The files of a run. The summary comes last: where it is, the other files are whole. */
export const RUN_FILE_NAMES: readonly string[] = [
  ...MODES.map((mode) => `${modeFileName(mode)}.json`),
  'conversation-inspection.json',
  'checks.json',
  'junit.xml',
  'results.sarif',
  'report.html',
  'summary.md',
  'summary.json',
];

/** The name of the file of a mode, without its extension. */
export function modeFileName(mode: Mode): string {
  return `result-${mode.replaceAll('_', '-')}`;
}

/**
 * Claims a folder for the results of a run, and removes the results of an earlier run. Returns a function that ends the
 * claim. A folder that cannot be written to is reported when the results are written.
 *
 * @throws FolderInUse if another run is writing to the folder
 */
export async function openResults(folder: string): Promise<() => Promise<void>> {
  let close: (() => Promise<void>) | undefined;
  try {
    close = await claimFolder(folder);
    await removeResults(folder);
  } catch (error) {
    if (error instanceof FolderInUse) throw error;
  }
  return async () => await close?.();
}

/**
 * Removes the files of an earlier run from a folder, the summary first, so that a killed run leaves no old verdict.
 *
 * @throws SuiteError `environment` when the disk refuses
 */
export async function removeResults(folder: string): Promise<void> {
  for (const name of RUN_FILE_NAMES.toReversed()) await removePath(join(folder, name));
  await removeFoldersWith('run.json', join(folder, 'recordings'));
  await removeFoldersWith(SCRIPT_FILE, join(folder, BUNDLES));
}

/** Removes a file or a folder, if it exists. @throws SuiteError `environment` when the disk refuses */
export async function removePath(path: string): Promise<void> {
  try {
    await rm(path, { force: true, recursive: true });
  } catch (error) {
    throw diskError(error, 'remove', path);
  }
}

/** Removes only recordings and bundles: the folder may hold other files of the user. */
async function removeFoldersWith(name: string, folder: string): Promise<void> {
  const found = await readdir(folder, { recursive: true }).catch(() => []);
  for (const path of found.filter((path) => basename(path) === name)) await removePath(join(folder, dirname(path)));
}

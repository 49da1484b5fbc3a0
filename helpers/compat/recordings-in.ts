import { glob } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SuiteError } from '../errors.ts';
import { isFolder } from '../files/is-folder.ts';
import { matchesAny } from '../inputs/glob.ts';
import { loadRecording } from '../recording/load.ts';
import { RUN_FILE } from '../recording/folder-format.ts';
import type { Recording } from '../recording/recording.ts';

/**
 * All recordings below a folder, by path. Several of one scenario are its repeats.
 *
 * @param only patterns of scenarios; all if there are none
 * @throws SuiteError `usage` if there are none, or if one is damaged
 */
export async function recordingsIn(folder: string, only: readonly string[] = []): Promise<Recording[]> {
  const found = (await isFolder(folder)) ? await foldersIn(folder) : null;
  if (found === null) {
    throw new SuiteError('usage', `${folder} is no folder.`, {
      hint: 'Name a folder of recordings, such as fixtures/0.98.0.',
    });
  }
  const recordings = await Promise.all(found.map((path) => loadRecording(path)));
  const wanted = recordings.filter(({ scenario }) => matchesAny(only, scenario));
  if (wanted.length > 0) return wanted;
  throw new SuiteError(
    'usage',
    recordings.length === 0
      ? `No recordings in ${folder}.`
      : `Nothing in ${folder} matches --only ${only.join(' --only ')}.`,
    { hint: 'Make some: codex-conformance record --codex C --out DIR' },
  );
}

/** The recordings below a folder, by the version of codex, in the order of the paths. */
export async function versionsIn(
  folder: string,
  only: readonly string[] = [],
): Promise<ReadonlyMap<string, Recording[]>> {
  return Map.groupBy(await recordingsIn(folder, only), ({ codex }) => codex.version);
}

async function foldersIn(folder: string): Promise<string[]> {
  const folders: string[] = [];
  for await (const path of glob(`**/${RUN_FILE}`, { cwd: folder })) folders.push(join(folder, dirname(path)));
  return folders.toSorted();
}

import { glob } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SuiteError } from '../../util/errors.ts';
import { isFolder } from '../../util/fs/is-folder.ts';
import { matchesAny } from '../../inputs/glob.ts';
import { loadRecording, loadRun } from '../../recording/load.ts';
import { RUN_FILE } from '../../recording/folder-layout.ts';
import type { Recording } from '../../recording/recording.ts';

const HINT = 'Record some: codex-conformance record --codex C --out DIR';

/**
 * All recordings below a folder, sorted by path.
 *
 * @param only patterns of scenarios; all if there are none
 * @throws SuiteError `usage` if there are none, or a damaged one
 */
export async function recordingsIn(folder: string, only: readonly string[] = []): Promise<Recording[]> {
  const wanted = await foldersOf(folder, only);
  return await Promise.all(wanted.map((path) => loadRecording(path)));
}

/** As {@link recordingsIn}, one at a time: many do not fit into memory. */
export async function* eachRecordingIn(folder: string, only: readonly string[] = []): AsyncGenerator<Recording> {
  for (const path of await foldersOf(folder, only)) yield await loadRecording(path);
}

/** The recordings below a folder, by version. */
export async function versionsIn(
  folder: string,
  only: readonly string[] = [],
): Promise<ReadonlyMap<string, Recording[]>> {
  return Map.groupBy(await recordingsIn(folder, only), ({ codex }) => codex.version);
}

/** Those of the scenarios that match. */
async function foldersOf(folder: string, only: readonly string[]): Promise<string[]> {
  const wanted: string[] = [];
  for (const path of await foldersIn(folder)) {
    if (only.length === 0 || matchesAny(only, (await loadRun(path)).scenario)) wanted.push(path);
  }
  if (wanted.length === 0) throw nothingMatches(folder, only);
  return wanted;
}

async function foldersIn(folder: string): Promise<string[]> {
  if (!(await isFolder(folder))) {
    throw new SuiteError('usage', `There is no folder ${folder}.`, {
      hint: 'Name a folder of recordings, such as fixtures/0.98.0.',
    });
  }
  const folders: string[] = [];
  for await (const path of glob(`**/${RUN_FILE}`, { cwd: folder })) folders.push(join(folder, dirname(path)));
  if (folders.length === 0) throw new SuiteError('usage', `No recordings in ${folder}.`, { hint: HINT });
  return folders.toSorted();
}

function nothingMatches(folder: string, only: readonly string[]): SuiteError {
  return new SuiteError('usage', `No recording in ${folder} matches --only ${only.join(' --only ')}.`, { hint: HINT });
}

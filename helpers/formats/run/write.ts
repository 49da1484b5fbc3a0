import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { MODES } from '../../recording/mode.ts';
import { writeFileAtomic } from '../../util/fs/atomic.ts';
import { diskError } from '../../util/fs/disk-error.ts';
import { jsonOf } from '../../util/text/json-text.ts';
import { BUNDLES, SCRIPT_FILE, writeBundles } from '../bundle/write.ts';
import type { RunResult } from '../run-result.ts';
import { RESULT_SCHEMA_VERSION } from '../schema-version.ts';
import { checksSchema } from './checks.ts';
import { conversationInspectionOf, conversationInspectionSchema } from './conversation-inspection.ts';
import { junitXml } from './junit.ts';
import { modeFileName, modeResultOf, MODE_SCHEMAS } from './mode-result.ts';
import { reportPage, type ReplayCommand } from './report.ts';
import { summaryOf, summarySchema } from './summary.ts';

/** A file's text; null where this run has no such file. */
type Writer = (run: RunResult, replay: ReplayCommand) => string | null;

/** The files of a run, by name. The summary comes last: where it is, the other files are whole. */
export const RUN_FILES: Readonly<Record<string, Writer>> = {
  ...Object.fromEntries(
    MODES.map((mode): [string, Writer] => [
      `${modeFileName(mode)}.json`,
      (run) => (run.modes[mode].ran ? jsonOf(MODE_SCHEMAS[mode], modeResultOf(run, mode)) : null),
    ]),
  ),
  'conversation-inspection.json': (run) => jsonOf(conversationInspectionSchema, conversationInspectionOf(run)),
  'checks.json': ({ checks }) => jsonOf(checksSchema, { schema_version: RESULT_SCHEMA_VERSION, checks }),
  'junit.xml': junitXml,
  'report.html': reportPage,
  'summary.json': (run) => jsonOf(summarySchema, summaryOf(run)),
};

/**
 * Writes the bundles and the files of a run into a folder, each one whole or not at all, and removes the files of an
 * earlier run that this one does not have.
 *
 * @param replay the command that runs one scenario again, or everything for null
 * @throws SuiteError `environment` when the disk refuses
 */
export async function writeResults(run: RunResult, folder: string, replay: ReplayCommand): Promise<void> {
  await writeBundles(run, folder);
  for (const [name, writer] of Object.entries(RUN_FILES)) {
    const text = writer(run, replay);
    if (text === null) await remove(join(folder, name));
    else await writeFileAtomic(join(folder, name), text);
  }
}

/**
 * Removes the files of an earlier run from a folder, the summary first, so that a killed run leaves no old verdict.
 *
 * @throws SuiteError `environment` when the disk refuses
 */
export async function removeResults(folder: string): Promise<void> {
  for (const name of Object.keys(RUN_FILES).toReversed()) await remove(join(folder, name));
  await removeFoldersWith('run.json', join(folder, 'recordings'));
  await removeFoldersWith(SCRIPT_FILE, join(folder, BUNDLES));
}

/** Removes only recordings and bundles: the folder may hold other files of the user. */
async function removeFoldersWith(name: string, folder: string): Promise<void> {
  const found = await readdir(folder, { recursive: true }).catch(() => []);
  for (const path of found.filter((path) => basename(path) === name)) await remove(join(folder, dirname(path)));
}

async function remove(path: string): Promise<void> {
  try {
    await rm(path, { force: true, recursive: true });
  } catch (error) {
    throw diskError(error, 'remove', path);
  }
}

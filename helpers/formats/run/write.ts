import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { writeFileAtomic } from '../../util/fs/atomic.ts';
import { diskError } from '../../util/fs/disk-error.ts';
import { BUNDLES, SCRIPT_FILE, writeBundles } from '../bundle/write.ts';
import type { RunModel } from '../run-model.ts';
import { appServerResult } from './app-server.ts';
import { checksResult } from './checks.ts';
import { conversationInspection } from './conversation-inspection.ts';
import { execPersistentResult } from './exec-persistent.ts';
import { execStatelessResult } from './exec-stateless.ts';
import { jsonText } from './json.ts';
import { junitXml } from './junit.ts';
import { reportPage } from './report.ts';
import type { Replay } from './report.ts';
import { summaryResult } from './summary.ts';

/** A file's text; null where this run has no such file. */
type Writer = (model: RunModel, replay: Replay) => string | null;

/** The summary comes last: where it is, the other files are whole. */
const WRITERS: Readonly<Record<string, Writer>> = {
  'result-exec-stateless.json': (model) =>
    model.modes.exec_stateless.ran ? jsonText(execStatelessResult(model)) : null,
  'result-exec-persistent.json': (model) =>
    model.modes.exec_persistent.ran ? jsonText(execPersistentResult(model)) : null,
  'result-app-server.json': (model) => (model.modes.app_server.ran ? jsonText(appServerResult(model)) : null),
  'conversation-inspection.json': (model) => jsonText(conversationInspection(model)),
  'checks.json': (model) => jsonText(checksResult(model)),
  'junit.xml': junitXml,
  'report.html': reportPage,
  'summary.json': (model) => jsonText(summaryResult(model)),
};

/**
 * Writes the bundles and the files of a run into a folder, each one whole or not at all, and removes those of an earlier run that this one does not have.
 * Throws a `SuiteError` where the folder cannot be written to.
 *
 * @param replay the command that runs one scenario again, or everything for null
 */
export async function writeResults(model: RunModel, folder: string, replay: Replay): Promise<void> {
  await writeBundles(model, folder);
  for (const [name, writer] of Object.entries(WRITERS)) {
    const text = writer(model, replay);
    if (text === null) await remove(join(folder, name));
    else await writeFileAtomic(join(folder, name), text);
  }
}

/**
 * Removes the files that an earlier run left in a folder, the summary first, so that a run that is killed leaves no verdict of another one.
 * Throws a `SuiteError` where that is not allowed.
 */
export async function removeResults(folder: string): Promise<void> {
  for (const name of Object.keys(WRITERS).toReversed()) await remove(join(folder, name));
  await removeFoldersWith('run.json', join(folder, 'recordings'));
  await removeFoldersWith(SCRIPT_FILE, join(folder, BUNDLES));
}

/** Only what is a recording, or a bundle, goes: somebody else may have put other things into a folder of this name. */
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

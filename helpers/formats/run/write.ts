import { join } from 'node:path';
import { MODES } from '../../recording/mode.ts';
import { writeFileAtomic } from '../../util/fs/atomic.ts';
import { jsonOf, jsonText } from '../../util/text/json-text.ts';
import { writeBundles } from '../bundle/write.ts';
import type { RunResult } from '../run-result.ts';
import { RESULT_SCHEMA_VERSION } from '../schema-version.ts';
import { checksSchema } from './checks.ts';
import { conversationInspectionOf, conversationInspectionSchema } from './conversation-inspection.ts';
import type { ReplayCommand } from '../npm-replay.ts';
import { junitXml } from './junit.ts';
import { modeResultOf, MODE_SCHEMAS } from './mode-result.ts';
import { excerptsIn, type Excerpt } from './excerpt.ts';
import { reportPage } from './report.ts';
import { modeFileName, removePath } from './results-folder.ts';
import { runSarif } from './sarif.ts';
import { summaryPage } from './summary-page.ts';
import { summaryOf, summarySchema } from './summary.ts';

/** A file's text; null where this run has no such file. */
type Writer = (run: RunResult, replay: ReplayCommand, excerpt: Excerpt) => string | null;

/** The files of a run, in the order of `RUN_FILE_NAMES`. */
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
  'results.sarif': (run, replay) => jsonText(runSarif(run, replay)),
  'report.html': reportPage,
  'summary.md': summaryPage,
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
    const text = writer(run, replay, excerptsIn(folder));
    if (text === null) await removePath(join(folder, name));
    else await writeFileAtomic(join(folder, name), text);
  }
}

import process from 'node:process';
import type { TestProject } from 'vitest/node';
import { removeRunFolder, removeRunFolderNow } from '../codex/run-folder.ts';
import { prepareRun } from './prepare.ts';

/** Prepares the run of the suite's own test command: the default codex, the cases of the suite, results in `outputs/`. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const run = await prepareRun({ cwd: process.cwd(), env: process.env });
  project.provide('run', run);
  const cleanUp = (): void => removeRunFolderNow(run.runFolder);
  process.on('exit', cleanUp);
  return async () => {
    process.off('exit', cleanUp);
    await removeRunFolder(run.runFolder);
  };
}

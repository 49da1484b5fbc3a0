import process from 'node:process';
import type { TestProject } from 'vitest/node';
import { removeRunFolder, removeRunFolderNow } from '../codex/run-folder.ts';
import { prepareRun } from './prepare-run.ts';

/** Vitest dies by these signals without an exit, and codex, in its own process group, does not get them. */
const onSignal = (): void => process.exit(130);

/** Prepares the run of the suite's own test command: the default codex, the cases of the suite, results in `outputs/`. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const run = await prepareRun({ cwd: process.cwd(), env: process.env });
  // Vitest may have been given the name of one test file: only what that file registers is to be played.
  project.provide('run', { ...run, sideBySide: false });
  const onExit = (): void => removeRunFolderNow(run.runFolder);
  process.on('exit', onExit).on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return async () => {
    process.off('exit', onExit).off('SIGINT', onSignal).off('SIGTERM', onSignal);
    await removeRunFolder(run.runFolder);
  };
}

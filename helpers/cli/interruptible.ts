import { interruptRun, removeRunFolder, removeRunFolderNow, type RunFolder } from '../codex/run-folder.ts';

/** What a body that can be interrupted is told. */
export interface Interruption {
  readonly interrupted: boolean;
}

/**
 * Does what needs the folder of a run, and removes the folder at the end, however it comes.
 * The first SIGINT or SIGTERM kills every codex of the run, so that the body comes to its end; the second ends the
 * process at once, with exit code 130.
 */
export async function interruptible<T>(
  folder: RunFolder,
  body: (interruption: Interruption) => Promise<T>,
): Promise<T> {
  const state = { interrupted: false };
  const onExit = (): void => removeRunFolderNow(folder);
  const onSignal = (): void => {
    if (state.interrupted) process.exit(130);
    state.interrupted = true;
    interruptRun(folder);
  };
  process.on('exit', onExit).on('SIGINT', onSignal).on('SIGTERM', onSignal);
  try {
    return await body(state);
  } finally {
    process.off('exit', onExit).off('SIGINT', onSignal).off('SIGTERM', onSignal);
    await removeRunFolder(folder);
  }
}

import {
  createRunFolder,
  interruptRun,
  removeRunFolder,
  removeRunFolderNow,
  type RunFolder,
} from '../../codex/run-folder.ts';

/**
 * Does what needs the folder of a run, and removes the folder at the end, however it comes, also that of the process.
 * Once `signal` is aborted every codex of the run is killed, so that the body comes to its end.
 */
export async function withRunFolder<T>(signal: AbortSignal, body: (folder: RunFolder) => Promise<T>): Promise<T> {
  const folder = createRunFolder();
  const onExit = (): void => removeRunFolderNow(folder);
  const onAbort = (): void => interruptRun(folder);
  process.on('exit', onExit);
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();
  try {
    return await body(folder);
  } finally {
    process.off('exit', onExit);
    signal.removeEventListener('abort', onAbort);
    await removeRunFolder(folder);
  }
}

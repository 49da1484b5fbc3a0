import { cacheFolder } from '../codex/cache-folder.ts';
import { findCodex } from '../codex/locate.ts';
import { identify, type Codex } from '../codex/identify.ts';
import { assertCanPlay } from '../codex/platform.ts';
import { sweepDeadRuns, withRunFolder } from '../codex/run-folder.ts';
import { withoutEmptyFolders } from '../util/fs/empty-folders.ts';
import { assertWritableFolder } from '../util/fs/writable.ts';
import { SUITE_ROOT } from '../util/suite-root.ts';
import { DEFAULT_DEADLINE_SECONDS } from './deadlines.ts';
import { assertTemporaryFolder, EXIT_GRACE_MS, loadRunConfig, type RunRequest } from './load-run-config.ts';
import type { PlayContext, Run } from './run-config.ts';

type CodexRequest = Pick<RunRequest, 'cwd' | 'env' | 'codex' | 'acquire'>;

/**
 * Prepares a run, calls `body` with it, and removes the folder of the run at the end. Also removes the folders of dead
 * runs.
 *
 * @param signal interrupts the run; see `withRunFolder`
 * @throws SuiteError for whatever the user has to correct first
 */
export async function withRun<T>(request: RunRequest, signal: AbortSignal, body: (run: Run) => Promise<T>): Promise<T> {
  assertCanPlay();
  const config = await loadRunConfig(request);
  const codex = await codexOf(request, signal);
  return await withoutEmptyFolders(config.outDir, async () => {
    await assertWritableFolder(config.outDir);
    await sweepDeadRuns();
    return await withRunFolder(signal, async (runFolder) => await body({ ...config, codex, runFolder }));
  });
}

/**
 * The same as {@link withRun} for a single scripted scenario.
 *
 * @throws SuiteError for whatever the user has to correct first
 */
export async function withPlay<T>(
  request: CodexRequest,
  signal: AbortSignal,
  body: (place: PlayContext) => Promise<T>,
): Promise<T> {
  assertCanPlay();
  assertTemporaryFolder();
  const codex = await codexOf(request, signal);
  await sweepDeadRuns();
  const deadlineMs = DEFAULT_DEADLINE_SECONDS.scripted * 1000;
  return await withRunFolder(
    signal,
    async (runFolder) => await body({ codex, runFolder, deadlineMs, exitGraceMs: EXIT_GRACE_MS, live: null }),
  );
}

async function codexOf({ codex, acquire, cwd, env }: CodexRequest, signal: AbortSignal): Promise<Codex> {
  const found = await (acquire?.(codex) ?? findCodex(codex, { env, cwd, suiteRoot: SUITE_ROOT }));
  return await identify(found, cacheFolder(env), { signal });
}

import { acquireCodex } from '../codex/acquire.ts';
import type { AcquireCodex } from '../scenarios/prepare-run.ts';
import { SUITE_ROOT } from '../util/suite-root.ts';
import { showProgress } from './download-progress.ts';
import type { Io } from './io.ts';

/** Finds or downloads the codex that a spec names, and shows on stderr how far the download is. */
export function codexAcquirer(io: Io, signal: AbortSignal): AcquireCodex {
  const context = { env: io.env, cwd: io.cwd, suiteRoot: SUITE_ROOT };
  return async (spec) => await acquireCodex(spec, context, { signal, ...showProgress(io) });
}

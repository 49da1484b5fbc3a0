import { obtainCodex } from '../codex/acquire.ts';
import type { Obtain } from '../scenarios/prepare-run.ts';
import { SUITE_ROOT } from '../util/suite-root.ts';
import { showProgress } from './download-progress.ts';
import type { Io } from './io.ts';

/** Finds or downloads the codex that a spec names, and shows on stderr how far the download is. */
export function obtainer(io: Io, signal: AbortSignal): Obtain {
  const context = { env: io.env, cwd: io.cwd, suiteRoot: SUITE_ROOT };
  return async (spec) => await obtainCodex(spec, context, { signal, ...showProgress(io) });
}

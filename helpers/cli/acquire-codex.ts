import { createInterface } from 'node:readline/promises';
import { acquireCodex } from '../codex/acquire.ts';
import { isOnPath } from '../codex/locate.ts';
import type { AcquireCodex } from '../scenarios/load-run-config.ts';
import { SUITE_ROOT } from '../util/suite-root.ts';
import { showProgress } from './download-progress.ts';
import type { Io } from './io.ts';

/**
 * Finds or downloads the codex that a spec names, and shows on stderr how far the download is. Where none is named and
 * none is on PATH, asks whether to download the latest, if there is somebody to ask.
 */
export function codexAcquirer(io: Io, signal: AbortSignal, acquire = acquireCodex): AcquireCodex {
  const context = { env: io.env, cwd: io.cwd, suiteRoot: SUITE_ROOT };
  return async (spec) => {
    const isMissing = spec === undefined && !io.env['CODEX_BIN'] && io.canAsk && !isOnPath(context);
    const wanted = isMissing && (await wantsLatest(io, signal)) ? 'latest' : spec;
    return await acquire(wanted, context, { signal, ...showProgress(io) });
  };
}

/** False after any other answer than yes, and at the end of stdin. */
async function wantsLatest(io: Io, signal: AbortSignal): Promise<boolean> {
  io.stderr('No codex on PATH. Download the latest (about 100 MB)? [y/N] ');
  const lines = createInterface({ input: io.stdin(), signal });
  for await (const line of lines) return /^y(?:es)?$/i.test(line.trim());
  signal.throwIfAborted();
  io.stderr('\n');
  return false;
}

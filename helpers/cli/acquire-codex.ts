import type { ObtainedCodex } from '../codex/resolve-spec.ts';
import { obtainCodex } from '../codex/acquire.ts';
import type { Obtain } from '../scenarios/prepare-run.ts';
import { SUITE_ROOT } from '../util/suite-root.ts';
import { abortable } from './abortable.ts';
import { showProgress } from './download-progress.ts';
import type { Io } from './io.ts';

/**
 * Does what needs one codex: the body is given a way to find or bring it, shown on stderr. What was brought is released
 * at the end, however it comes.
 */
export async function withCodex<T>(io: Io, body: (obtain: Obtain) => Promise<T>): Promise<T> {
  const obtained: ObtainedCodex[] = [];
  const context = { env: io.env, cwd: io.cwd, suiteRoot: SUITE_ROOT };
  const obtain: Obtain = async (spec) => {
    const codex = await abortable(async (signal) => await obtainCodex(spec, context, { signal, ...showProgress(io) }));
    obtained.push(codex);
    return codex;
  };
  try {
    return await body(obtain);
  } finally {
    for (const codex of obtained) await codex.release();
  }
}

import type { ObtainedCodex, ObtainOptions } from './resolve-spec.ts';
import { findCodex, isOnThisMachine, type FindContext } from './locate.ts';

/**
 * Finds or brings the codex that a spec names, which must be one.
 *
 * @param spec what `selectCodexes` takes
 * @throws SuiteError as `findCodex`, `selectCodexes` and `storeVersion` do, and `usage` for several
 */
export async function obtainCodex(
  spec: string | undefined,
  context: FindContext,
  options: ObtainOptions = {},
): Promise<ObtainedCodex> {
  if (isOnThisMachine(spec, context)) return { ...findCodex(spec, context), release: () => Promise.resolve() };
  // Needed only for what may be published, and slow to load.
  const { obtainOne } = await import('./resolve-spec.ts');
  return await obtainOne(spec, context, options);
}

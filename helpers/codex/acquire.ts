import type { ObtainOptions } from './resolve-spec.ts';
import { findCodex, isOnThisMachine, type FindContext, type FoundCodex } from './locate.ts';

/**
 * Finds or downloads the one codex that a spec names.
 *
 * @param spec what `selectCodexes` takes
 * @throws SuiteError as `findCodex`, `selectCodexes` and `storeVersion` do, and `usage` for several
 */
export async function obtainCodex(
  spec: string | undefined,
  context: FindContext,
  options: ObtainOptions = {},
): Promise<FoundCodex> {
  if (isOnThisMachine(spec, context)) return findCodex(spec, context);
  // Needed only for published versions, and slow to load.
  const { obtainOne } = await import('./resolve-spec.ts');
  return await obtainOne(spec, context, options);
}

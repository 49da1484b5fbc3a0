import type { AcquireOptions } from './resolve-spec.ts';
import { findCodex, isOnThisMachine, type FindContext, type FoundCodex } from './locate.ts';

/**
 * Finds or downloads the one codex that a spec names.
 *
 * @param spec see `selectCodexes`
 * @throws SuiteError as `findCodex`, `selectCodexes` and `storeVersion` do, and `usage` for a spec that matches several
 */
export async function acquireCodex(
  spec: string | undefined,
  context: FindContext,
  options: AcquireOptions = {},
): Promise<FoundCodex> {
  if (isOnThisMachine(spec, context)) return findCodex(spec, context);
  // Needed only for published versions, and slow to load.
  const { acquireOne } = await import('./resolve-spec.ts');
  return await acquireOne(spec, context, options);
}

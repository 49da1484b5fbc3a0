import { cacheFolder } from '../../codex/cache-folder.ts';
import { findCodex } from '../../codex/find.ts';
import { identify } from '../../codex/identify.ts';
import type { Candidate, LocalCandidate } from '../../compat/matrix/candidate.ts';
import { messageOf, SuiteError } from '../../errors.ts';
import { SUITE_ROOT } from '../../suite-root.ts';
import type { Io } from '../io.ts';

/**
 * The codexes that a spec names. Those of this machine are asked at once: their version decides on their turn.
 *
 * @param spec what `findCodex` takes, or several of these with commas between
 * @throws SuiteError `usage` for what names nothing, and for two binaries of one version
 */
export async function candidatesOf(spec: string, io: Pick<Io, 'env' | 'cwd'>): Promise<readonly Candidate[]> {
  const candidates: Candidate[] = [];
  for (const part of spec.split(',').map((text) => text.trim())) candidates.push(await localCandidate(part, io));
  assertDistinct(candidates);
  return candidates;
}

async function localCandidate(spec: string, { env, cwd }: Pick<Io, 'env' | 'cwd'>): Promise<LocalCandidate> {
  try {
    const codex = await identify(findCodex(spec, { env, cwd, suiteRoot: SUITE_ROOT }), cacheFolder(env));
    return { kind: 'local', version: codex.version, codex, problem: null };
  } catch (error) {
    if (!(error instanceof SuiteError) || error.kind !== 'environment') throw error;
    return { kind: 'local', version: spec, codex: null, problem: messageOf(error) };
  }
}

function assertDistinct(candidates: readonly Candidate[]): void {
  const seen = new Set<string>();
  for (const { version } of candidates) {
    if (seen.has(version)) {
      throw new SuiteError('usage', `Two of the codexes are ${version}, and a matrix has one column for each version.`, {
        hint: 'Name each version once, or make a matrix of its own for the other binary: --out DIR.',
      });
    }
    seen.add(version);
  }
}

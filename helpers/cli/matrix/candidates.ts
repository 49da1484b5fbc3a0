import { cacheFolder } from '../../codex/cache-folder.ts';
import { obtainChoice, selectCodexes, type CodexChoice } from '../../codex/resolve-spec.ts';
import { findCodex, type FindContext } from '../../codex/locate.ts';
import { identify } from '../../codex/identify.ts';
import type { OnProgress } from '../../codex/store/progress.ts';
import type { Candidate, LocalCandidate } from '../../versions/matrix/candidate.ts';
import { messageOf, SuiteError } from '../../util/errors.ts';
import { SUITE_ROOT } from '../../util/suite-root.ts';
import type { Io } from '../io.ts';

/** What is told while versions are chosen and brought. */
export interface CandidateOptions {
  readonly signal: AbortSignal;
  readonly onNotice: (text: string) => void;
  readonly onProgress: OnProgress;
}

/**
 * The codexes that a spec names. Those of this machine are asked at once: their version decides on their turn.
 *
 * @param spec what `selectCodexes` takes
 * @throws SuiteError `usage` for what names nothing, and for two binaries of one version; `environment` if the registry is
 *   needed and out of reach
 */
export async function candidatesOf(
  spec: string,
  io: Pick<Io, 'env' | 'cwd'>,
  { signal, onNotice, onProgress }: CandidateOptions,
): Promise<readonly Candidate[]> {
  const context = { env: io.env, cwd: io.cwd, suiteRoot: SUITE_ROOT };
  const candidates: Candidate[] = [];
  for (const choice of await selectCodexes(spec, context, { signal, onNotice })) {
    candidates.push(await candidateOf(choice, context, onProgress));
  }
  assertDistinct(candidates);
  return candidates;
}

async function candidateOf(choice: CodexChoice, context: FindContext, onProgress: OnProgress): Promise<Candidate> {
  if (choice.kind === 'local') return await localCandidate(choice.spec ?? 'path', context);
  const { version, date } = choice;
  const obtain = (signal: AbortSignal) => obtainChoice(choice, context, { signal, onProgress });
  return { kind: 'published', version, published: date, obtain };
}

async function localCandidate(spec: string, context: FindContext): Promise<LocalCandidate> {
  try {
    const codex = await identify(findCodex(spec, context), cacheFolder(context.env));
    return { kind: 'local', version: codex.version, codex, problem: null };
  } catch (error) {
    if (!(error instanceof SuiteError) || error.kind !== 'environment') throw error;
    return { kind: 'local', version: spec, codex: null, problem: messageOf(error) };
  }
}

function assertDistinct(candidates: readonly Candidate[]): void {
  const versions = candidates.map(({ version }) => version);
  const twice = versions.find((version, index) => versions.indexOf(version) < index);
  if (twice === undefined) return;
  throw new SuiteError('usage', `Two of the codexes are ${twice}, and a matrix has one column for each version.`, {
    hint: 'Name each version once, or make a matrix of its own for the other binary, with --out DIR.',
  });
}

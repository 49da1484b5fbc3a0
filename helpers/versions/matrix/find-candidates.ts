import { cacheFolder } from '../../codex/cache-folder.ts';
import { identify } from '../../codex/identify.ts';
import { assertCanPlay } from '../../codex/platform.ts';
import { findCodex, type FindContext } from '../../codex/locate.ts';
import { acquireChoice, selectCodexes, type CodexChoice } from '../../codex/resolve-spec.ts';
import type { OnProgress } from '../../codex/store/progress.ts';
import { messageOf, SuiteError } from '../../util/errors.ts';
import { SUITE_ROOT } from '../../util/suite-root.ts';
import type { Candidate, LocalCandidate } from './candidate.ts';

/** Where codexes are looked for, and who is told about it. */
export interface CandidateOptions extends Omit<FindContext, 'suiteRoot'> {
  readonly signal: AbortSignal;
  readonly onNotice: (text: string) => void;
  /** Receives the progress of downloads. @default ignored */
  readonly onProgress?: OnProgress;
}

/**
 * The codexes that a spec names. Binaries of this machine are probed immediately, because their version decides their
 * place in the order.
 *
 * @param spec see `selectCodexes`
 * @throws SuiteError `usage` for a spec that names nothing or two binaries of one version; `environment` if the registry
 *   is needed and unreachable
 */
export async function findCandidates(spec: string, options: CandidateOptions): Promise<readonly Candidate[]> {
  assertCanPlay();
  const { env, cwd, signal, onNotice, onProgress = () => undefined } = options;
  const context = { env, cwd, suiteRoot: SUITE_ROOT };
  const candidates: Candidate[] = [];
  for (const choice of await selectCodexes(spec, context, { signal, onNotice })) {
    candidates.push(await toCandidate(choice, context, onProgress));
  }
  assertDistinct(candidates);
  return candidates;
}

async function toCandidate(choice: CodexChoice, context: FindContext, onProgress: OnProgress): Promise<Candidate> {
  if (choice.kind === 'local') return await localCandidate(choice.spec ?? 'path', context);
  const { version, date } = choice;
  const acquire = (signal: AbortSignal) => acquireChoice(choice, context, { signal, onProgress });
  return { kind: 'published', version, published: date, acquire };
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
    hint: 'Name each version once, or use --out DIR to write a separate matrix for the other binary.',
  });
}

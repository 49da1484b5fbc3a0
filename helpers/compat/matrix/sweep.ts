import { byVersion } from '../../inputs/version-range.ts';
import type { RunFrame } from '../../scenarios/prepare.ts';
import { sweepDeadRuns } from '../../codex/run-folder.ts';
import type { Candidate } from './candidate.ts';
import { decide, type Decision } from './decide.ts';
import { createPrefetcher, type Prefetcher } from './prefetch.ts';
import { judgeVersion } from './judge-version.ts';
import type { PhaseTimes, SweepEvent, VersionDone } from './sweep-events.ts';
import { sweepVersion, type AfterPlay, type Judge } from './sweep-version.ts';

/** What a sweep is to do. */
export interface SweepRequest {
  /** The same for all versions; its `recordings` are not used. */
  readonly frame: RunFrame;
  /** In any order. */
  readonly candidates: readonly Candidate[];
  /** See `cacheFolder`. */
  readonly cacheFolder: string;
  /** Once it is aborted the sweep ends soon, and what is done is kept. */
  readonly signal: AbortSignal;
  /** How many binaries are brought while another is played. @default 2 */
  readonly ahead?: number;
  /** @default judgeVersion */
  readonly judge?: Judge;
  /** Not called for what is kept, or judged without its binary. @default nothing */
  readonly afterPlay?: AfterPlay;
  readonly onEvent?: (event: SweepEvent) => void;
}

/** What a sweep came to. */
export interface Sweep {
  /** From the oldest to the newest; those that it came to. */
  readonly versions: readonly VersionDone[];
  readonly interrupted: boolean;
  readonly phases: PhaseTimes;
}

/** Those of which the versions are from the oldest to the newest; what is no version comes last. */
export function inOrder(candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.toSorted((a, b) => byVersion(a.version, b.version));
}

/**
 * Brings versions to their verdicts, one after the other, from the oldest to the newest. What an earlier sweep into the
 * same folder did is not done again. A version that cannot be had, or does not run, is noted, and the next one follows.
 *
 * @throws SuiteError `environment` when the disk refuses
 */
export async function sweep(request: SweepRequest): Promise<Sweep> {
  const {
    frame,
    cacheFolder,
    signal,
    ahead = 2,
    judge = judgeVersion,
    afterPlay = async () => undefined,
    onEvent = () => undefined,
  } = request;
  const candidates = inOrder(request.candidates);
  const phases: PhaseTimes = { fetch: 0, play: 0, judge: 0 };
  const prefetcher = createPrefetcher(signal);
  const decided = new Map<Candidate, Promise<Decision>>();
  const decideOnce = (candidate: Candidate): Promise<Decision> => {
    const known = decided.get(candidate) ?? decide(candidate, frame);
    decided.set(candidate, known);
    return known;
  };
  const versions: VersionDone[] = [];
  await sweepDeadRuns();
  try {
    for (const [index, candidate] of candidates.entries()) {
      if (signal.aborted) break;
      // The one whose turn it is comes first, and then those that follow.
      const next = candidates.slice(index, index + 1 + ahead);
      const looking = startFetching(next, decideOnce, prefetcher).catch(() => undefined);
      const place = { frame, cacheFolder, signal, prefetcher, phases, judge, afterPlay, onEvent };
      const done = await sweepVersion(candidate, await decideOnce(candidate), place);
      await looking;
      if (done === null) break;
      versions.push(done);
      onEvent(done);
    }
  } finally {
    await prefetcher.close();
  }
  return { versions, interrupted: signal.aborted, phases };
}

/** Starts to bring those that have to be played. */
async function startFetching(
  candidates: readonly Candidate[],
  decideOnce: (candidate: Candidate) => Promise<Decision>,
  prefetcher: Prefetcher,
): Promise<void> {
  for (const candidate of candidates) {
    const { kind } = await decideOnce(candidate);
    if (kind === 'play' && candidate.kind === 'published') prefetcher.start(candidate);
  }
}

import { byVersion } from '../../inputs/version-range.ts';
import { createPool } from '../../scenarios/pool.ts';
import type { RunFrame } from '../../scenarios/prepare-run.ts';
import { createRoom } from '../../scenarios/scenario-runner.ts';
import { sweepDeadRuns } from '../../codex/run-folder.ts';
import type { Candidate } from './candidate.ts';
import { decide, type Decision } from './plan-version.ts';
import { createPrefetcher, type Prefetcher } from './prefetch.ts';
import { judgeVersion } from './judge-version.ts';
import { PhaseClock } from './phase-clock.ts';
import type { PhaseTimes, SweepEvent, VersionDone } from './sweep-events.ts';
import { sweepVersion, type AfterPlay, type Judge, type VersionPlace } from './sweep-version.ts';

/**
 * So many versions are under way at once. Some scenarios wait a minute for what old versions never do; meanwhile the
 * next version has the processors.
 */
const UNDER_WAY = 3;

/** For each job, so many scenarios that only wait: the versions under way share them. */
const WAITING_PER_JOB = 4;

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
  /** How many binaries are brought before their turn. @default 2 */
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
 * Brings versions to their verdicts, from the oldest to the newest. The next one begins as soon as the scenarios of those
 * before leave room: no more of them are played at once than `jobs` says, whatever their version. What an earlier sweep
 * into the same folder did is not done again. A version that cannot be had, or does not run, is noted, and the others go on.
 *
 * @throws SuiteError `environment` when the disk refuses
 */
export async function sweep(request: SweepRequest): Promise<Sweep> {
  const {
    frame,
    cacheFolder,
    ahead = 2,
    judge = judgeVersion,
    afterPlay = async () => undefined,
    onEvent = () => undefined,
  } = request;
  const candidates = inOrder(request.candidates);
  const failure = new AbortController();
  const signal = AbortSignal.any([request.signal, failure.signal]);
  const prefetcher = createPrefetcher(signal);
  const decided = new Map<Candidate, Promise<Decision>>();
  const decideOnce = (candidate: Candidate): Promise<Decision> => {
    const known = decided.get(candidate) ?? decide(candidate, frame);
    decided.set(candidate, known);
    return known;
  };
  const judges = createPool(1);
  const place: VersionPlace = {
    frame,
    cacheFolder,
    signal,
    prefetcher,
    clock: new PhaseClock(),
    room: createRoom(frame.jobs, WAITING_PER_JOB * frame.jobs),
    // Two of Vitest in one process would have the same processors, and no more of them.
    judge: async (...version) => await judges.run(async () => await judge(...version)),
    afterPlay,
    onEvent,
  };

  const underWay = createPool(UNDER_WAY);
  const bring = async (candidate: Candidate, index: number, began: () => void): Promise<VersionDone | null> => {
    // The one whose turn it is comes first, and then those that follow.
    const next = candidates.slice(index, index + 1 + ahead);
    const looking = startFetching(next, decideOnce, prefetcher).catch(() => undefined);
    const told = (event: SweepEvent): void => {
      onEvent(event);
      if (event.kind === 'playing') began();
    };
    try {
      const done = await sweepVersion(candidate, await decideOnce(candidate), { ...place, onEvent: told });
      await looking;
      if (done !== null) onEvent(done);
      return done;
    } catch (error) {
      // The first disk that is full is enough: the others need not come to their end.
      failure.abort();
      throw error;
    }
  };

  await sweepDeadRuns();
  const bringing: Promise<VersionDone | null>[] = [];
  try {
    for (const [index, candidate] of candidates.entries()) {
      if (signal.aborted) break;
      const { promise: begun, resolve: began } = Promise.withResolvers<void>();
      const done = underWay.run(async () => await bring(candidate, index, began)).finally(began);
      // It is told at the end, when the others have come to theirs.
      done.catch(() => undefined);
      bringing.push(done);
      await begun;
      // Scenarios start in the order in which they are given, so when this is run, all of this version have started.
      await place.room.working.run(async () => undefined);
    }
    const versions = (await Promise.allSettled(bringing)).map((one) => {
      if (one.status === 'rejected') throw one.reason;
      return one.value;
    });
    return {
      versions: versions.filter((done) => done !== null),
      interrupted: request.signal.aborted,
      phases: place.clock.times,
    };
  } finally {
    await prefetcher.close();
  }
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

import { sweepDeadRuns } from '../../codex/run-folder.ts';
import { byVersion } from '../../util/version-range.ts';
import { createPool } from '../../scenarios/pool.ts';
import type { RunConfig } from '../../scenarios/run-config.ts';
import { createConcurrency } from '../../scenarios/scenario-runner.ts';
import type { Candidate } from './candidate.ts';
import { PhaseClock } from './phase-clock.ts';
import { planVersion, type VersionPlan } from './plan-version.ts';
import { createPrefetcher } from './prefetch.ts';
import type { PhaseTimes, SweepEvent, VersionDone } from './sweep-events.ts';
import { sweepVersion, type SweepContext } from './sweep-version.ts';

/**
 * Versions that are played at once. Some scenarios time out on old versions, after up to a minute; the next version uses
 * the processors meanwhile.
 */
const MAX_VERSIONS = 3;

/** Scenarios that only wait, for each job. All versions share them. */
const WAITING_PER_JOB = 4;

export interface SweepRequest {
  readonly config: RunConfig;
  readonly candidates: readonly Candidate[];
  readonly cacheFolder: string;
  /** Ends the sweep early. Finished work is kept. */
  readonly signal: AbortSignal;
  /** Number of binaries to download in advance. @default 2 */
  readonly ahead?: number;
  readonly onEvent?: (event: SweepEvent) => void;
}

export interface Sweep {
  /** The versions that were finished, from the oldest to the newest. */
  readonly versions: readonly VersionDone[];
  readonly interrupted: boolean;
  readonly phases: PhaseTimes;
}

/** Sorted by version; other names last. */
export function inOrder(candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.toSorted((a, b) => byVersion(a.version, b.version));
}

/**
 * Plays and judges versions, from the oldest to the newest. The next version starts as soon as fewer than `config.jobs`
 * scenarios are running. Work that an earlier sweep did in the same folder is not repeated. A version that cannot be
 * downloaded or does not run is recorded as failed, and the sweep goes on.
 *
 * @throws SuiteError `environment` if the disk refuses
 */
export async function sweep(request: SweepRequest): Promise<Sweep> {
  const { config, cacheFolder, ahead = 2, onEvent = () => undefined } = request;
  const candidates = inOrder(request.candidates);
  const failure = new AbortController();
  const signal = AbortSignal.any([request.signal, failure.signal]);
  const prefetcher = createPrefetcher(signal);
  const plans = new Map<Candidate, Promise<VersionPlan>>();
  const planOnce = (candidate: Candidate): Promise<VersionPlan> => {
    const plan = plans.get(candidate) ?? planVersion(candidate, config);
    plans.set(candidate, plan);
    return plan;
  };
  const context: SweepContext = {
    config,
    cacheFolder,
    signal,
    prefetcher,
    clock: new PhaseClock(),
    concurrency: createConcurrency(config.jobs, WAITING_PER_JOB * config.jobs),
    onEvent,
  };

  /** Starts to download this version, then the following ones. */
  const prefetch = async (index: number): Promise<void> => {
    for (const candidate of candidates.slice(index, index + 1 + ahead)) {
      const { kind } = await planOnce(candidate);
      if (kind === 'play' && candidate.kind === 'published') prefetcher.start(candidate);
    }
  };
  const run = async (candidate: Candidate, index: number, onStarted: () => void): Promise<VersionDone | null> => {
    const prefetching = prefetch(index).catch(() => undefined);
    const onEventOfVersion = (event: SweepEvent): void => {
      onEvent(event);
      if (event.kind === 'playing') onStarted();
    };
    try {
      const done = await sweepVersion(candidate, await planOnce(candidate), { ...context, onEvent: onEventOfVersion });
      await prefetching;
      if (done !== null) onEvent(done);
      return done;
    } catch (error) {
      // One refusal of the disk ends the sweep.
      failure.abort();
      throw error;
    }
  };

  await sweepDeadRuns();
  const versions = createPool(MAX_VERSIONS);
  const running: Promise<VersionDone | null>[] = [];
  try {
    for (const [index, candidate] of candidates.entries()) {
      if (signal.aborted) break;
      const { promise: started, resolve: onStarted } = Promise.withResolvers<void>();
      const done = versions.run(async () => await run(candidate, index, onStarted)).finally(onStarted);
      // Reported below, once all versions have ended.
      done.catch(() => undefined);
      running.push(done);
      await started;
      // The pool is first in, first out: when this runs, all scenarios of the version have started.
      await context.concurrency.working.run(async () => undefined);
    }
    await Promise.allSettled(running);
    const results = await Promise.all(running);
    return {
      versions: results.filter((done) => done !== null),
      interrupted: request.signal.aborted,
      phases: context.clock.times,
    };
  } finally {
    await prefetcher.close();
  }
}

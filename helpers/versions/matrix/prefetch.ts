import type { FoundCodex } from '../../codex/locate.ts';
import { startStopwatch } from '../../util/stopwatch.ts';
import type { PublishedCandidate } from './candidate.ts';

interface Fetched {
  readonly codex: FoundCodex;
  readonly ms: number;
}

/** Downloads binaries before they are needed. */
export interface Prefetcher {
  start(candidate: PublishedCandidate): void;
  /** Waits for the binary. The caller has to release it. Rejects as `acquire` does. */
  take(candidate: PublishedCandidate): Promise<Fetched>;
  close(): Promise<void>;
}

/** @param signal cancels all downloads */
export function createPrefetcher(signal: AbortSignal): Prefetcher {
  const started = new Map<string, Promise<Fetched>>();

  async function fetch(candidate: PublishedCandidate): Promise<Fetched> {
    const elapsed = startStopwatch();
    const codex = await candidate.acquire(signal);
    return { codex, ms: elapsed() };
  }

  function start(candidate: PublishedCandidate): Promise<Fetched> {
    const known = started.get(candidate.version);
    if (known !== undefined) return known;
    const fetching = fetch(candidate);
    // `take` reports the error.
    fetching.catch(() => undefined);
    started.set(candidate.version, fetching);
    return fetching;
  }

  return {
    start: (candidate) => void start(candidate),
    async take(candidate) {
      const fetched = await start(candidate);
      started.delete(candidate.version);
      return fetched;
    },
    async close() {
      const left = await Promise.allSettled(started.values());
      started.clear();
      for (const one of left) if (one.status === 'fulfilled') await one.value.codex.release?.();
    },
  };
}

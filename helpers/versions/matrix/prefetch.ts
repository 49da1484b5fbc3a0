import type { ObtainedCodex } from '../../codex/resolve-spec.ts';
import type { PublishedCandidate } from './candidate.ts';

/** A binary, and how long it took to bring it (milliseconds). */
export interface Fetched {
  readonly codex: ObtainedCodex;
  readonly ms: number;
}

/** Brings binaries ahead of their turn. */
export interface Prefetcher {
  /** Starts to bring a binary, unless that was done before. */
  start(candidate: PublishedCandidate): void;
  /** The binary, once it is there. It is the caller's to release. Rejects as `obtain` does. */
  take(candidate: PublishedCandidate): Promise<Fetched>;
  /** Releases what was brought and not taken. */
  close(): Promise<void>;
}

/** Makes a prefetcher. What it brings is cut off by the signal. */
export function createPrefetcher(signal: AbortSignal, now: () => number = () => performance.now()): Prefetcher {
  const started = new Map<string, Promise<Fetched>>();

  async function bring(candidate: PublishedCandidate): Promise<Fetched> {
    const since = now();
    const codex = await candidate.obtain(signal);
    return { codex, ms: now() - since };
  }

  function start(candidate: PublishedCandidate): Promise<Fetched> {
    const known = started.get(candidate.version);
    if (known !== undefined) return known;
    const bringing = bring(candidate);
    // Whoever takes it is told.
    bringing.catch(() => undefined);
    started.set(candidate.version, bringing);
    return bringing;
  }

  return {
    start: (candidate) => void start(candidate),
    async take(candidate) {
      const bringing = start(candidate);
      const fetched = await bringing;
      started.delete(candidate.version);
      return fetched;
    },
    async close() {
      const left = await Promise.allSettled(started.values());
      started.clear();
      for (const one of left) if (one.status === 'fulfilled') await one.value.codex.release();
    },
  };
}

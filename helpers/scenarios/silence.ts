/** Milliseconds for which a reply waits for a process that prints nothing; far more than codex needs. */
const LONGEST_MS = 4000;

/** Which processes have printed nothing yet. */
interface Silence {
  readonly begins: (process: number) => void;
  readonly ends: (process: number) => void;
  /** Resolves when each of them has printed a line, or at last after 4 seconds. */
  readonly over: () => Promise<void>;
}

/**
 * Lets the model reply only when codex has begun to print: so the arrival of its first line shows, without a clock, whether
 * codex prints events as they happen.
 */
export function trackSilence(): Silence {
  const silent = new Map<number, PromiseWithResolvers<void>>();
  return {
    begins: (process) => void silent.set(process, Promise.withResolvers()),
    ends(process) {
      silent.get(process)?.resolve();
      silent.delete(process);
    },
    async over() {
      if (silent.size === 0) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, LONGEST_MS);
      const all = Promise.all([...silent.values()].map((one) => one.promise));
      await Promise.race([all, promise]);
      clearTimeout(timer);
      // What printed nothing for so long is not waited for again.
      silent.clear();
    },
  };
}

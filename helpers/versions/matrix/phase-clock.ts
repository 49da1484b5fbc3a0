import type { PhaseTimes } from './sweep-events.ts';

type Phase = keyof PhaseTimes;

/** Where several go on at once, the first of these counts: the others cost no time of their own. */
const BY_WEIGHT: readonly Phase[] = ['play', 'judge', 'fetch'];

/** Measures how long a sweep spends in each phase, so that all of them together are no longer than the sweep. */
export class PhaseClock {
  /** Milliseconds, of what has ended. */
  readonly times: PhaseTimes = { fetch: 0, play: 0, judge: 0 };
  readonly #active: Record<Phase, number> = { fetch: 0, play: 0, judge: 0 };
  readonly #now: () => number;
  #since: number;

  /** @param now milliseconds, from any start */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#since = now();
  }

  /** Does something that belongs to a phase. */
  async during<T>(phase: Phase, body: () => Promise<T>): Promise<T> {
    this.#count();
    this.#active[phase] += 1;
    try {
      return await body();
    } finally {
      this.#count();
      this.#active[phase] -= 1;
    }
  }

  #count(): void {
    const now = this.#now();
    const phase = BY_WEIGHT.find((one) => this.#active[one] > 0);
    if (phase !== undefined) this.times[phase] += now - this.#since;
    this.#since = now;
  }
}

import type { PhaseTimes } from './sweep-events.ts';

type Phase = keyof PhaseTimes;

/** Of phases that overlap, the first of these counts. */
const BY_WEIGHT: readonly Phase[] = ['play', 'judge', 'fetch'];

/** Measures the time of each phase of a sweep. The sum is never more than the duration of the sweep. */
export class PhaseClock {
  /** Milliseconds, of what has ended. */
  readonly times: PhaseTimes = { fetch: 0, play: 0, judge: 0 };
  readonly #active: Record<Phase, number> = { fetch: 0, play: 0, judge: 0 };
  readonly #now: () => number;
  #since: number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#since = now();
  }

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

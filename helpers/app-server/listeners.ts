/** Stops the listening that it was returned for. */
export type Unsubscribe = () => void;

/** Functions that are told of something, each independent of the others: one that throws is reported and the rest still run. */
export class Listeners<Args extends readonly unknown[]> {
  readonly #entries = new Set<{ readonly listener: (...args: Args) => void }>();
  readonly #onFault: (error: unknown) => void;

  constructor(onFault: (error: unknown) => void) {
    this.#onFault = onFault;
  }

  /** The same function may be added several times; each call has its own way out. */
  add(listener: (...args: Args) => void): Unsubscribe {
    const entry = { listener };
    this.#entries.add(entry);
    return () => void this.#entries.delete(entry);
  }

  /** Tells those that listen when it begins, in the order in which they came. */
  emit(...args: Args): void {
    for (const { listener } of Array.from(this.#entries)) {
      try {
        listener(...args);
      } catch (error) {
        this.#onFault(error);
      }
    }
  }
}

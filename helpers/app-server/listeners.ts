/** Listeners that are independent of each other: what one throws is reported, and the others are still called. */
export class Listeners<Args extends readonly unknown[]> {
  readonly #listeners: ((...args: Args) => void)[] = [];
  readonly #onFault: (error: unknown) => void;

  constructor(onFault: (error: unknown) => void) {
    this.#onFault = onFault;
  }

  add(listener: (...args: Args) => void): void {
    this.#listeners.push(listener);
  }

  emit(...args: Args): void {
    for (const listener of this.#listeners) {
      try {
        listener(...args);
      } catch (error) {
        this.#onFault(error);
      }
    }
  }
}

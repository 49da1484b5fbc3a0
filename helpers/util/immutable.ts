/** The same type with every property and list read-only, at any depth. */
export type Immutable<T> = unknown extends T
  ? T
  : T extends (...args: never[]) => unknown
    ? T
    : { readonly [K in keyof T]: Immutable<T[K]> };

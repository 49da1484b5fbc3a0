import type { Check } from '../../checks/check.ts';

/** The sorts of things that a consumer can rely on, in the order in which they are told. */
export const THING_KINDS = ['check', 'fact', 'flag', 'method'] as const;

/** One thing that a consumer relies on. */
export type Thing = CheckThing | FactThing | FlagThing | MethodThing;

interface Named {
  /** What it is called: an id, a key, a command line, a method. Untrusted. */
  readonly name: string;
  /** The entries that name it, such as `facts[0]` or the path of a stream. At least one. Untrusted. */
  readonly namedBy: readonly string[];
}

/** A check that has to hold. */
export interface CheckThing extends Named {
  readonly kind: 'check';
  readonly check: Check;
  /** A pattern of scenarios; null for all that the check judges. */
  readonly scenario: string | null;
}

/** A fact that has to stay as it is, or change in a way that does no harm. */
export interface FactThing extends Named {
  readonly kind: 'fact';
  readonly key: string;
}

/** A flag or a command that has to be offered. */
export interface FlagThing extends Named {
  readonly kind: 'flag';
  /** The key of its fact. */
  readonly key: string;
}

/** A method of app-server that has to be there, whoever sends it. */
export interface MethodThing extends Named {
  readonly kind: 'method';
}

/** The same things, each once. What several entries name keeps all of their names. */
export function eachOnce(things: readonly Thing[]): Thing[] {
  const groups = Map.groupBy(things, ({ kind, name }) => `${kind} ${name}`);
  return [...groups.values()].map((group) => ({
    ...group[0]!,
    namedBy: [...new Set(group.flatMap(({ namedBy }) => namedBy))],
  }));
}

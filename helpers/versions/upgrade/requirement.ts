import type { Check } from '../../checks/check.ts';
import type { FactKey } from '../facts/fact-key.ts';

/** The kinds of requirements, in the order of reports. */
export const REQUIREMENT_KINDS = ['check', 'fact', 'flag', 'method'] as const;

/** One requirement of a consumer of codex. */
export type Requirement = CheckRequirement | FactRequirement | FlagRequirement | MethodRequirement;

interface Named {
  /** An id, the text of a key, a command line, a method. Untrusted. */
  readonly name: string;
  /** The entries that name it, such as `facts[0]` or the path of a stream. At least one. Untrusted. */
  readonly sources: readonly string[];
}

/** A check must hold. */
export interface CheckRequirement extends Named {
  readonly kind: 'check';
  readonly check: Check;
  /** A pattern of scenarios; null for all that the check judges. */
  readonly scenario: string | null;
}

/** A fact must stay, or change in a harmless way. */
export interface FactRequirement extends Named {
  readonly kind: 'fact';
  readonly key: FactKey;
}

/** The help must offer a flag or a command. */
export interface FlagRequirement extends Named {
  readonly kind: 'flag';
  readonly key: FactKey;
}

/** App-server must have a method, whoever sends it. */
export interface MethodRequirement extends Named {
  readonly kind: 'method';
}

/** Each requirement once, with the sources of all entries that name it. */
export function merged(requirements: readonly Requirement[]): Requirement[] {
  const groups = Map.groupBy(requirements, ({ kind, name }) => `${kind} ${name}`);
  return [...groups.values()].map((group) => ({
    ...group[0]!,
    sources: [...new Set(group.flatMap(({ sources }) => sources))],
  }));
}

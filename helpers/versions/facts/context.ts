import { factKey, type KeyParts } from './fact-key.ts';
import type { Fact, FactEvidence, FactKind } from './fact.ts';
import type { Shape } from './json-shape.ts';
import { oneOf } from './fact.ts';

/** Collects the facts of one recording. */
export interface Context {
  readonly facts: Fact[];
  evidence(file: string, line?: number): FactEvidence;
  /** Adds a fact that does not depend on the scenario. */
  global(kind: FactKind, key: KeyParts, value: string, evidence: FactEvidence): void;
  perScenario(kind: FactKind, key: KeyParts, value: string, evidence: FactEvidence): void;
  /** Adds both: joined over all scenarios, a fact hides that one scenario no longer shows it. */
  everywhere(kind: FactKind, key: KeyParts, value: string, evidence: FactEvidence): void;
}

/** An empty context for the recording of a scenario. */
export function createContext(scenario: string): Context {
  const facts: Fact[] = [];
  const scopes = { global: null, perScenario: scenario };
  const add =
    (...all: readonly (keyof typeof scopes)[]): Context['global'] =>
    (kind, key, value, evidence) => {
      for (const one of all) facts.push({ key: factKey({ ...key, scope: scopes[one] }), kind, value, evidence });
    };
  return {
    facts,
    evidence: (file, line) => ({ scenario, file, ...(line === undefined ? {} : { line }) }),
    global: add('global'),
    perScenario: add('perScenario'),
    everywhere: add('global', 'perScenario'),
  };
}

/** Adds the form of objects as global facts, and their values and sizes as facts of the scenario, and of the process if there is one. */
export function addShape(context: Context, shape: Shape, key: KeyParts, process: number | null = null): void {
  context.facts.push(...shape.facts(key));
  for (const [path, { values, evidence }] of shape.values) {
    context.perScenario('value', { ...key, process, path }, oneOf(values), evidence);
  }
  for (const [path, { characters, evidence }] of shape.sizes) {
    context.perScenario('size', { ...key, process, path, aspect: 'length' }, sizeClass(characters), evidence);
  }
}

/** A number with two significant digits: `about 350000`. */
export function sizeClass(count: number): string {
  return `about ${Number(count.toPrecision(2))}`;
}

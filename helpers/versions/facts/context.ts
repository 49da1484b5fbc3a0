import type { Fact, FactEvidence, FactKind } from './fact.ts';
import type { Shape } from './json-shape.ts';
import { oneOf } from './fact.ts';

/** Where facts of one recording are gathered. */
export interface Context {
  readonly facts: Fact[];
  evidence(file: string, line?: number): FactEvidence;
  /** Adds a fact that does not depend on the scenario. */
  general(kind: FactKind, key: string, value: string, evidence: FactEvidence): void;
  /** Adds a fact that does. */
  here(kind: FactKind, key: string, value: string, evidence: FactEvidence): void;
}

/** An empty context for the recording of a scenario. */
export function createContext(scenario: string): Context {
  const facts: Fact[] = [];
  return {
    facts,
    evidence: (file, line) => ({ scenario, file, ...(line === undefined ? {} : { line }) }),
    general: (kind, key, value, evidence) => void facts.push({ key, kind, value, evidence }),
    here: (kind, key, value, evidence) => void facts.push({ key: `in ${scenario}: ${key}`, kind, value, evidence }),
  };
}

/** Adds what a shape has learned: its form in general, and what was told here. */
export function addShape(context: Context, shape: Shape, prefix: string, prefixHere: string): void {
  for (const fact of shape.facts(prefix)) context.facts.push(fact);
  for (const [path, { values, evidence }] of shape.told) {
    context.here('value', `${prefixHere} ${path}`, oneOf(values), evidence);
  }
  for (const [path, { characters, evidence }] of shape.sizes) {
    context.here('size', `${prefixHere} ${path} length`, sizeClass(characters), evidence);
  }
}

/** A number with two significant digits: `about 350000`. */
export function sizeClass(count: number): string {
  return `about ${Number(count.toPrecision(2))}`;
}

import type { Recording } from '../../recording/recording.ts';
import { ABSENT, type Fact, type FactEvidence, type FactKind, OR, oneOf } from './fact.ts';
import { type FactKey, keyText } from './fact-key.ts';
import { factsOf } from './facts-of.ts';
import { ownerOf } from './json-path.ts';

/** The facts of one version. */
export interface VersionFacts {
  readonly version: string;
  /** By scenario, a list for each repeat. */
  readonly scenarios: ReadonlyMap<string, readonly (readonly Fact[])[]>;
  /** Facts of the binary that no recording has, such as its whole schema. */
  readonly about: readonly Fact[];
}

/** By scenario, a list for each repeat. */
export type ScenarioFacts = Map<string, (readonly Fact[])[]>;

/** One fact of one version, joined over repeats. */
export interface JoinedFact {
  readonly key: FactKey;
  readonly kind: FactKind;
  /** Of all repeats; null for a repeat without the fact. */
  readonly values: ReadonlySet<string | null>;
  /** The same, of each repeat. */
  readonly plays: readonly (string | null)[];
  readonly evidence: FactEvidence;
}

/** The facts that some scenarios show of one version, by the text of their key. */
export type FactTable = ReadonlyMap<string, JoinedFact>;

/**
 * The facts of the recordings of one version; several of the same scenario are its repeats. Recordings with a harness error,
 * and those without a process, are skipped.
 *
 * @param about facts of the binary that no recording has: see `schemaFacts`
 */
export function versionFactsOf(
  version: string,
  recordings: Iterable<Recording>,
  about: readonly Fact[] = [],
): VersionFacts {
  const scenarios: ScenarioFacts = new Map();
  for (const recording of recordings) addFacts(scenarios, recording);
  return { version, scenarios, about };
}

/** Adds the facts of a recording. See {@link versionFactsOf}. */
export function addFacts(scenarios: ScenarioFacts, recording: Recording): void {
  if (recording.harness_errors.length > 0 || recording.processes.length === 0) return;
  const repeats = scenarios.get(recording.scenario) ?? [];
  scenarios.set(recording.scenario, repeats);
  repeats.push(factsOf(recording));
}

/** The facts of these scenarios. Global facts are joined over all of them, repeat by repeat. */
export function joinFacts({ scenarios, about }: VersionFacts, names: Iterable<string>): FactTable {
  const played = [...names].map((name) => scenarios.get(name) ?? []).filter(({ length }) => length > 0);
  const repeats = Math.max(1, ...played.map(({ length }) => length));
  const rounds = Array.from({ length: repeats }, (_, round) =>
    inRound([...played.map((all) => all[round % all.length]!), about]),
  );
  const keys = new Map<string, RoundFact>();
  for (const round of rounds) for (const [text, fact] of round) if (!keys.has(text)) keys.set(text, fact);
  return new Map(
    [...keys].map(([text, { key, kind, evidence }]) => {
      // A scenario with fewer repeats than others is in each round, but not played in each.
      const own = key.scope === null ? repeats : (scenarios.get(key.scope)?.length ?? repeats);
      const plays = rounds.slice(0, own).map((round) => valueOf(round.get(text)));
      return [text, { key, kind, evidence, values: new Set(plays), plays }];
    }),
  );
}

interface RoundFact {
  readonly key: FactKey;
  readonly kind: FactKind;
  readonly evidence: FactEvidence;
  readonly values: Set<string>;
  recordings: number;
}

function valueOf(fact: RoundFact | undefined): string | null {
  if (fact === undefined) return null;
  const { kind, values } = fact;
  if (values.size === 1) return [...values][0]!;
  return oneOf(kind === 'field' ? [...values].flatMap((value) => value.split(OR)) : values);
}

function inRound(recordings: readonly (readonly Fact[])[]): ReadonlyMap<string, RoundFact> {
  const facts = new Map<string, RoundFact>();
  for (const recording of recordings) {
    const here = new Set<string>();
    for (const { key, kind, value, evidence } of recording) {
      const text = keyText(key);
      let known = facts.get(text);
      if (known === undefined) facts.set(text, (known = { key, kind, evidence, values: new Set(), recordings: 0 }));
      known.values.add(value);
      if (here.has(text)) continue;
      here.add(text);
      known.recordings += 1;
    }
  }
  addAbsence(facts);
  return facts;
}

/** A field is also absent where its object is in more recordings than the field. */
function addAbsence(facts: ReadonlyMap<string, RoundFact>): void {
  for (const fact of facts.values()) {
    const path = fact.kind === 'field' ? ownerOf(fact.key.path) : null;
    const object = path === null ? undefined : facts.get(keyText({ ...fact.key, path }));
    if (object !== undefined && isObject(object) && object.recordings > fact.recordings) fact.values.add(ABSENT);
  }
}

function isObject({ kind, values }: RoundFact): boolean {
  return kind === 'event' || [...values].every((value) => value === 'object');
}

import type { Recording } from '../../recording/recording.ts';
import { ABSENT, type Fact, type FactEvidence, type FactKind, OR, oneOf } from './fact.ts';
import { factsOf } from './facts-of.ts';
import { ownerOf } from './json-shape.ts';

/** What was seen of one version: the facts of each time that each scenario was played. */
export interface Observation {
  readonly version: string;
  /** As {@link PlayedFacts}. */
  readonly scenarios: ReadonlyMap<string, readonly (readonly Fact[])[]>;
  /** What the binary says of itself beyond the recordings, such as its whole schema. */
  readonly about: readonly Fact[];
}

/** By scenario; of each repeat, its facts. */
export type PlayedFacts = Map<string, (readonly Fact[])[]>;

/** One key in one version. */
export interface Seen {
  readonly kind: FactKind;
  /** The values of all repeats; null for a repeat that did not show the fact. */
  readonly values: ReadonlySet<string | null>;
  readonly evidence: FactEvidence;
}

/** All that some scenarios show of one version. */
export type Observed = ReadonlyMap<string, Seen>;

/**
 * Gathers the recordings of one version: several of the same scenario are its repeats. Recordings with a harness error
 * say nothing of codex and are left out.
 *
 * @param about facts of the binary that no recording holds: see `schemaFacts`
 */
export function observationOf(
  version: string,
  recordings: Iterable<Recording>,
  about: readonly Fact[] = [],
): Observation {
  const scenarios: PlayedFacts = new Map();
  for (const recording of recordings) addFacts(scenarios, recording);
  return { version, scenarios, about };
}

/** Adds what a recording shows. See {@link observationOf}. */
export function addFacts(scenarios: PlayedFacts, recording: Recording): void {
  if (recording.harness_errors.length > 0) return;
  const repeats = scenarios.get(recording.scenario) ?? [];
  scenarios.set(recording.scenario, repeats);
  repeats.push(factsOf(recording));
}

/** What these scenarios show. Facts that do not depend on the scenario are joined over all of them, repeat by repeat. */
export function observedIn({ scenarios, about }: Observation, names: Iterable<string>): Observed {
  const played = [...names].flatMap((name) => {
    const repeats = scenarios.get(name);
    return repeats === undefined || repeats.length === 0 ? [] : [repeats];
  });
  const repeats = Math.max(1, ...played.map(({ length }) => length));
  const rounds = Array.from({ length: repeats }, (_, round) =>
    joined([...played.map((all) => all[round % all.length]!), about]),
  );
  const keys = new Map<string, Joined>();
  for (const round of rounds) for (const [key, fact] of round) if (!keys.has(key)) keys.set(key, fact);
  return new Map(
    [...keys].map(([key, { kind, evidence }]) => {
      const values = new Set(rounds.map((round) => valueOf(round.get(key))));
      return [key, { kind, evidence, values }];
    }),
  );
}

interface Joined {
  readonly kind: FactKind;
  readonly evidence: FactEvidence;
  readonly values: Set<string>;
  /** In how many recordings it was. */
  recordings: number;
}

function valueOf(fact: Joined | undefined): string | null {
  if (fact === undefined) return null;
  const { kind, values } = fact;
  if (values.size === 1) return [...values][0]!;
  return oneOf(kind === 'field' ? [...values].flatMap((value) => value.split(OR)) : values);
}

function joined(recordings: readonly (readonly Fact[])[]): ReadonlyMap<string, Joined> {
  const facts = new Map<string, Joined>();
  for (const recording of recordings) {
    const here = new Set<string>();
    for (const { key, kind, value, evidence } of recording) {
      let known = facts.get(key);
      if (known === undefined) facts.set(key, (known = { kind, evidence, values: new Set(), recordings: 0 }));
      known.values.add(value);
      if (here.has(key)) continue;
      here.add(key);
      known.recordings += 1;
    }
  }
  noteAbsence(facts);
  return facts;
}

/** A field is absent, too, where its object came in more recordings than the field. */
function noteAbsence(facts: ReadonlyMap<string, Joined>): void {
  for (const [key, fact] of facts) {
    if (fact.kind !== 'field') continue;
    const [, prefix = '', path = ''] = /^(.*?) (\..*)$/s.exec(key) ?? [];
    const owner = ownerOf(path);
    if (owner === null) continue;
    const object = facts.get(owner === '' ? prefix : `${prefix} ${owner}`);
    if (object !== undefined && isObject(object) && object.recordings > fact.recordings) fact.values.add(ABSENT);
  }
}

function isObject({ kind, values }: Joined): boolean {
  return kind === 'event' || [...values].every((value) => value === 'object');
}

import { byVersion } from '../../util/version-range.ts';
import type { FactEvidence, FactKind } from '../facts/fact.ts';
import { type FactKey, keyText } from '../facts/fact-key.ts';
import type { NoiseFilter } from '../diff/noise.ts';
import { type Observation, observedIn, type Seen } from '../facts/version-facts.ts';

/** A time from one version on, in which a fact was the same in all versions that were asked. */
export interface Period {
  /** Null while it was not there. Several values of repeats are joined by ` or `. */
  readonly value: string | null;
  /** The first version that showed it. */
  readonly from: string;
  /** The last version that showed it: the next one that was asked showed something else. Null if none did. */
  readonly until: string | null;
  /** How many versions showed it. */
  readonly versions: number;
  /** In the recordings of `from`; null while it was not there. */
  readonly evidence: FactEvidence | null;
}

/** The history of one fact. */
export interface Capability {
  readonly key: FactKey;
  readonly kind: FactKind;
  /** From the oldest version on. Each boundary is between two versions that were asked, one right after the other. */
  readonly periods: readonly Period[];
  /** The first version that had it, and the last version before that, which was asked and did not. */
  readonly since: Boundary | null;
  /** The last version that had it, and the first version after that, which was asked and did not; null if it is still there. */
  readonly until: Boundary | null;
  /** It went and came back. */
  readonly hasGaps: boolean;
}

/** Between which versions something came or went. */
export interface Boundary {
  readonly version: string;
  /** Null if no version on that side was asked: then nothing is known of it. */
  readonly other: string | null;
}

/** Facts of words for people, of numbers that vary and of times say nothing of what a version can do. */
const NO_CAPABILITY: ReadonlySet<FactKind> = new Set(['cost', 'text', 'order']);

/**
 * What each version can do, from the oldest on. A fact that does not depend on the scenario is absent in a version only if
 * that version was played in a scenario in which another one showed it; otherwise the version was not asked.
 */
export function capabilityMap(observations: readonly Observation[], filter: NoiseFilter): Capability[] {
  const versions = observations.toSorted((a, b) => byVersion(a.version, b.version));
  const observed = versions.map((observation) => observedIn(observation, observation.scenarios.keys()));
  const askers = askersOf(versions);
  const fewest = Math.min(...versions.map(({ scenarios }) => scenarios.size));
  const facts = new Map(observed.flatMap((seen) => [...seen]));
  return [...facts]
    .filter(([text, { kind }]) => !NO_CAPABILITY.has(kind) && filter(text, '', fewest) !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([text, fact]) => {
      const asked = versions.flatMap((observation, index): Sighting[] => {
        const seen = observed[index]!.get(text);
        if (seen === undefined && !isAsked(observation, askers.get(text)!)) return [];
        const value = valueOf(seen, (one) => filter(text, one));
        return [{ version: observation.version, value, evidence: seen?.evidence ?? null }];
      });
      return capabilityOf(fact, asked);
    });
}

interface Sighting {
  readonly version: string;
  readonly value: string | null;
  readonly evidence: FactEvidence | null;
}

function capabilityOf({ key, kind }: Seen, asked: readonly Sighting[]): Capability {
  const periods: Period[] = [];
  for (const { version, value, evidence } of asked) {
    const last = periods.at(-1);
    if (last?.value === value) periods[periods.length - 1] = { ...last, versions: last.versions + 1 };
    else {
      const before = asked[asked.findIndex((one) => one.version === version) - 1];
      if (last !== undefined) periods[periods.length - 1] = { ...last, until: before!.version };
      periods.push({ value, from: version, until: null, versions: 1, evidence });
    }
  }
  const first = asked.findIndex(({ value }) => value !== null);
  const last = asked.findLastIndex(({ value }) => value !== null);
  return {
    key,
    kind,
    periods,
    since: first < 0 ? null : { version: asked[first]!.version, other: asked[first - 1]?.version ?? null },
    until:
      last < 0 || last === asked.length - 1 ? null : { version: asked[last]!.version, other: asked[last + 1]!.version },
    hasGaps: asked.slice(first, last + 1).some(({ value }) => value === null),
  };
}

function valueOf(seen: Seen | undefined, reduce: (value: string) => string | undefined): string | null {
  const values = [...(seen?.values ?? [])].flatMap((value) => (value === null ? [] : [reduce(value) ?? '']));
  return values.length === 0 ? null : [...new Set(values)].toSorted().join(' or ');
}

/** In which scenarios any version showed a fact; null for what the binary says of itself. */
function askersOf(versions: readonly Observation[]): ReadonlyMap<string, ReadonlySet<string | null>> {
  const askers = new Map<string, Set<string | null>>();
  const note = (key: FactKey, scenario: string | null): void => {
    const text = keyText(key);
    const known = askers.get(text);
    if (known === undefined) askers.set(text, new Set([scenario]));
    else known.add(scenario);
  };
  for (const { scenarios, about } of versions) {
    for (const [scenario, repeats] of scenarios)
      for (const facts of repeats) for (const { key } of facts) note(key, scenario);
    for (const { key } of about) note(key, null);
  }
  return askers;
}

function isAsked({ scenarios, about }: Observation, askers: ReadonlySet<string | null>): boolean {
  return (
    (askers.has(null) && about.length > 0) ||
    [...askers].some((scenario) => scenario !== null && scenarios.has(scenario))
  );
}

import { byVersion } from '../../util/version-range.ts';
import type { NoiseFilter } from '../diff/noise.ts';
import { type FactKey, keyText } from '../facts/fact-key.ts';
import { type FactEvidence, type FactKind, NOT_KNOWN } from '../facts/fact.ts';
import { couldNote, partsIn } from '../facts/optional-parts.ts';
import { type VersionFacts, joinFacts, type JoinedFact } from '../facts/version-facts.ts';

/** Neighbouring versions, among those that were played, with the same value of a fact. */
export interface Period {
  /** Null while the fact was absent. Several values of repeats are joined by ` or `. */
  readonly value: string | null;
  readonly from: string;
  /** The last version with the value; null if that is the newest one. */
  readonly until: string | null;
  readonly versions: number;
  /** In the recordings of `from`; null while the fact was absent. */
  readonly evidence: FactEvidence | null;
}

/** The history of one fact over several versions. */
export interface FactHistory {
  readonly key: FactKey;
  readonly kind: FactKind;
  /** From the oldest version on. */
  readonly periods: readonly Period[];
  /** The first version that had it, and the one before. */
  readonly since: Boundary | null;
  /** The last version that had it, and the one after; null if the newest version has it. */
  readonly until: Boundary | null;
  readonly hasGaps: boolean;
}

/** The two versions between which a fact came or went. */
export interface Boundary {
  readonly version: string;
  /** The version without the fact; null if none was played on that side. */
  readonly other: string | null;
}

/** Kinds that show no behaviour: wording for people, varying numbers, times. */
const NO_BEHAVIOUR: ReadonlySet<FactKind> = new Set(['cost', 'text', 'order']);

/**
 * The history of every fact. A fact is absent in a version only if that version was played in a scenario in which another
 * version showed the fact, and its recordings have the part that the fact is from; otherwise it is unknown there.
 */
export function factHistories(facts: readonly VersionFacts[], filter: NoiseFilter): FactHistory[] {
  const versions = facts.toSorted((a, b) => byVersion(a.version, b.version));
  const tables = versions.map((version) => joinFacts(version, version.scenarios.keys()));
  const parts = tables.map(partsIn);
  const sources = sourcesOf(versions);
  const fewest = Math.min(...versions.map(({ scenarios }) => scenarios.size));
  const known = new Map(tables.flatMap((seen) => [...seen]));
  return [...known]
    .filter(([text, { kind }]) => !NO_BEHAVIOUR.has(kind) && filter(text, '', fewest) !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([text, fact]) => {
      const states = versions.flatMap((version, index): VersionState[] => {
        const seen = tables[index]!.get(text);
        if (seen?.values.has(NOT_KNOWN) === true) return [];
        const isShown = couldNote(parts[index]!, fact.key) && couldShow(version, sources.get(text)!);
        if (seen === undefined && !isShown) return [];
        const value = valueOf(seen, (one) => filter(text, one));
        return [{ version: version.version, value, evidence: seen?.evidence ?? null }];
      });
      return historyOf(fact, states);
    });
}

interface VersionState {
  readonly version: string;
  readonly value: string | null;
  readonly evidence: FactEvidence | null;
}

function historyOf({ key, kind }: JoinedFact, states: readonly VersionState[]): FactHistory {
  const periods: Period[] = [];
  for (const [index, { version, value, evidence }] of states.entries()) {
    const last = periods.at(-1);
    if (last?.value === value) periods[periods.length - 1] = { ...last, versions: last.versions + 1 };
    else {
      if (last !== undefined) periods[periods.length - 1] = { ...last, until: states[index - 1]!.version };
      periods.push({ value, from: version, until: null, versions: 1, evidence });
    }
  }
  const first = states.findIndex(({ value }) => value !== null);
  const last = states.findLastIndex(({ value }) => value !== null);
  const boundary = (at: number, other: number): Boundary => ({
    version: states[at]!.version,
    other: states[other]?.version ?? null,
  });
  return {
    key,
    kind,
    periods,
    since: first < 0 ? null : boundary(first, first - 1),
    until: last < 0 || last === states.length - 1 ? null : boundary(last, last + 1),
    hasGaps: states.slice(first, last + 1).some(({ value }) => value === null),
  };
}

function valueOf(seen: JoinedFact | undefined, reduce: (value: string) => string | undefined): string | null {
  const values = [...(seen?.values ?? [])].flatMap((value) => (value === null ? [] : [reduce(value) ?? '']));
  return values.length === 0 ? null : [...new Set(values)].toSorted().join(' or ');
}

function sourcesOf(versions: readonly VersionFacts[]): ReadonlyMap<string, ReadonlySet<string | null>> {
  const sources = new Map<string, Set<string | null>>();
  const note = (key: FactKey, scenario: string | null): void => {
    const text = keyText(key);
    const known = sources.get(text);
    if (known === undefined) sources.set(text, new Set([scenario]));
    else known.add(scenario);
  };
  for (const { scenarios, about } of versions) {
    for (const [scenario, repeats] of scenarios)
      for (const facts of repeats) for (const { key } of facts) note(key, scenario);
    for (const { key } of about) note(key, null);
  }
  return sources;
}

function couldShow({ scenarios, about }: VersionFacts, sources: ReadonlySet<string | null>): boolean {
  return (
    (sources.has(null) && about.length > 0) ||
    [...sources].some((scenario) => scenario !== null && scenarios.has(scenario))
  );
}

import { classifyDifference } from './classify.ts';
import { AUDIENCES, DIFFERENCE_CLASSES, type Difference, type RawDifference } from './difference.ts';
import { NOT_KNOWN, THEN } from '../facts/fact.ts';
import { MODEL_SETTING } from '../facts/given-settings.ts';
import { factKey, type FactKey, keyText } from '../facts/fact-key.ts';
import { couldNote, partsIn } from '../facts/optional-parts.ts';
import type { NoiseFilter } from './noise.ts';
import { type VersionFacts, type FactTable, joinFacts, type JoinedFact } from '../facts/version-facts.ts';

/** Smaller changes of a number that varies are ignored. */
const COST_FACTOR = 1.5;
/** Ranges of numbers are compared from so many repeats on. */
const COST_REPEATS = 3;
/** The same of rates. */
const RATE_REPEATS = 3;
/** Three of five plays against none, or all against two. Smaller changes of a rate are chance. */
const RATE_CHANGE = 0.6;

/** The differences between two versions. */
export interface Comparison {
  readonly before: string;
  readonly after: string;
  /** The worst first. */
  readonly differences: readonly Difference[];
  /** The number of scenarios that both were played in. */
  readonly scenarios: number;
  readonly facts: { readonly before: FactTable; readonly after: FactTable };
}

/**
 * All differences between two versions, the worst first. Only scenarios that both were played in are compared; the others
 * are listed as `not-compared`. A fact differs if its values in the two versions, of all repeats and without noise, have
 * none in common, or if one of them is in far more plays of the one: in three of five, and in none of the other.
 */
export function diffFacts(before: VersionFacts, after: VersionFacts, filter: NoiseFilter): Comparison {
  const common = [...before.scenarios.keys()].filter((name) => after.scenarios.has(name));
  const [a, b] = [joinFacts(before, common), joinFacts(after, common)];
  const [parts, otherParts] = [partsIn(a), partsIn(b)];
  const texts = new Set([...a.keys(), ...b.keys()]);
  const raw = [...texts].flatMap((text) => {
    const [one, other] = [a.get(text), b.get(text)];
    const { key } = (one ?? other)!;
    if (!couldNote(parts, key) || !couldNote(otherParts, key)) return [];
    const difference = compare(one, other, (value) => filter(text, value, common.length));
    return difference === null || isSameOrder(difference, one, other) ? [] : [difference];
  });
  const settings = new Set(raw.filter(({ key }) => key.subject === MODEL_SETTING).map(({ key }) => key.scope));
  const classified = raw.map((difference) => classifyDifference(difference, settings));
  return {
    before: before.version,
    after: after.version,
    differences: worstFirst([...classified, ...notPlayed(before, after)], (difference) => difference),
    scenarios: common.length,
    facts: { before: a, after: b },
  };
}

/** Sorts by class, then by audience, the worst first, then by key. */
export function worstFirst<T>(items: readonly T[], differenceOf: (item: T) => Difference): T[] {
  return items
    .map((item) => {
      const { class: severity, affects, key } = differenceOf(item);
      const rank = DIFFERENCE_CLASSES.indexOf(severity) * AUDIENCES.length + AUDIENCES.indexOf(affects);
      return { item, rank, text: keyText(key) };
    })
    .toSorted((a, b) => a.rank - b.rank || (a.text < b.text ? -1 : Number(a.text > b.text)))
    .map(({ item }) => item);
}

function compare(
  a: JoinedFact | undefined,
  b: JoinedFact | undefined,
  reduce: (value: string) => string | undefined,
): RawDifference | null {
  const { key, kind } = (a ?? b)!;
  if (kind === 'cost') return compareCosts(key, a, b);
  if (reduce('') === undefined) return null;
  // Without items, or requests to the model, only the counts are facts.
  const isOccasion = kind === 'life' || key.subject === MODEL_SETTING;
  if (isOccasion && (a === undefined || b === undefined)) return null;
  const [before, after] = [playsOf(a, reduce), playsOf(b, reduce)];
  if (before.includes(NOT_KNOWN) || after.includes(NOT_KNOWN)) return null;
  const isDisjoint = new Set(before).isDisjointFrom(new Set(after));
  if (!isDisjoint && !isAtOtherRate(before, after)) return null;
  const told = isDisjoint ? shown : shownWithRates;
  return { key, kind, before: told(before), after: told(after), evidence: evidenceOf(a, b) };
}

function playsOf(seen: JoinedFact | undefined, reduce: (value: string) => string | undefined): (string | null)[] {
  return (seen?.plays ?? [null]).map((value) => (value === null ? null : reduce(value)!));
}

/** True if a value is in far more plays of the one than of the other. Few plays show no rate. */
function isAtOtherRate(before: readonly (string | null)[], after: readonly (string | null)[]): boolean {
  if (before.length < RATE_REPEATS || after.length < RATE_REPEATS) return false;
  const values = new Set([...before, ...after]);
  return values.values().some((value) => Math.abs(rateOf(value, before) - rateOf(value, after)) >= RATE_CHANGE);
}

function rateOf(value: string | null, plays: readonly (string | null)[]): number {
  return plays.filter((play) => play === value).length / plays.length;
}

function compareCosts(key: FactKey, a: JoinedFact | undefined, b: JoinedFact | undefined): RawDifference | null {
  const [before, after] = [numbers(a), numbers(b)];
  if (before.length < COST_REPEATS || after.length < COST_REPEATS) return null;
  const [lowest, highest] = Math.max(...before) < Math.min(...after) ? [before, after] : [after, before];
  if (Math.max(...lowest) * COST_FACTOR >= Math.min(...highest)) return null;
  return { key, kind: 'cost', before: range(before), after: range(after), evidence: evidenceOf(a, b) };
}

function numbers(seen: JoinedFact | undefined): number[] {
  return [...(seen?.values ?? [])].map(Number).filter(Number.isFinite);
}

function range(values: readonly number[]): string {
  return `${Math.round(Math.min(...values))} to ${Math.round(Math.max(...values))}`;
}

function shown(plays: readonly (string | null)[]): string | null {
  const texts = [...new Set(plays)].filter((value) => value !== null).toSorted();
  return texts.length === 0 ? null : texts.join(' or ');
}

/** Null if no play shows it. Absence follows from the numbers. */
function shownWithRates(plays: readonly (string | null)[]): string | null {
  const counts = Map.groupBy(plays, (value) => value);
  const texts = [...counts].flatMap(([value, { length }]) =>
    value === null ? [] : [`${value} (in ${length} of ${plays.length} plays)`],
  );
  return texts.length === 0 ? null : texts.toSorted().join(' or ');
}

function evidenceOf(a: JoinedFact | undefined, b: JoinedFact | undefined): RawDifference['evidence'] {
  return { before: a?.evidence ?? null, after: b?.evidence ?? null };
}

/** True if the order of what both have is the same: other facts say what was added, removed, or sent another number of times. */
function isSameOrder(
  { kind, before, after }: RawDifference,
  a: JoinedFact | undefined,
  b: JoinedFact | undefined,
): boolean {
  if (kind !== 'order') return false;
  if (before === null || after === null) return true;
  const orders = [a, b].map((seen) => [...seen!.values].filter((value) => value !== null));
  return orders[0]!.some((one) => orders[1]!.some((other) => agree(one.split(THEN), other.split(THEN))));
}

function agree(one: readonly string[], other: readonly string[]): boolean {
  const [ones, others] = [new Set(one), new Set(other)];
  const kept = [one.filter((name) => others.has(name)), other.filter((name) => ones.has(name))].map(collapsed);
  if (kept[0]!.join(THEN) === kept[1]!.join(THEN)) return true;
  const sameLength = kept[0]!.length === kept[1]!.length;
  return !sameLength && firsts(kept[0]!) === firsts(kept[1]!);
}

function collapsed(names: readonly string[]): string[] {
  return names.filter((name, index) => name !== names[index - 1]);
}

function firsts(names: readonly string[]): string {
  return [...new Set(names)].join(THEN);
}

function notPlayed(before: VersionFacts, after: VersionFacts): Difference[] {
  const played = (scope: string, isBefore: boolean): Difference => ({
    key: factKey({ scope, area: 'played' }),
    kind: 'outcome',
    before: isBefore ? 'played' : null,
    after: isBefore ? null : 'played',
    evidence: { before: null, after: null },
    class: 'not-compared',
    reason: `${(isBefore ? after : before).version} was not played`,
    affects: 'operators',
  });
  return [
    ...missing(before, after).map((name) => played(name, true)),
    ...missing(after, before).map((name) => played(name, false)),
  ];
}

function missing(from: VersionFacts, other: VersionFacts): string[] {
  return [...from.scenarios.keys()].filter((name) => !other.scenarios.has(name));
}

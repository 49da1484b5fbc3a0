import { classified } from './classify.ts';
import { DIFFERENCE_CLASSES, type Difference, HURT, type RawDifference } from './difference.ts';
import { partsOf, THEN } from '../facts/fact.ts';
import type { Mask } from './noise.ts';
import { type Observation, type Observed, observedIn, type Seen } from '../facts/version-facts.ts';

/** Areas in which a version may say nothing at all, which is no difference in each of its facts. */
export const SILENT_AREAS: ReadonlySet<string> = new Set(['help', 'schema']);
/** Smaller changes of a number that varies say nothing. */
const COST_FACTOR = 1.5;
/** From so many repeats on, ranges of numbers are compared. */
const COST_REPEATS = 3;

/** What comparing two versions gives. */
export interface Compared {
  readonly before: string;
  readonly after: string;
  /** Those that hurt worst first. */
  readonly differences: readonly Difference[];
  /** How many scenarios both were asked. */
  readonly scenarios: number;
  /** What each version showed in these scenarios. */
  readonly observed: { readonly before: Observed; readonly after: Observed };
  /** Whether both versions have something whose key begins with this. */
  readonly isKnownTwice: (prefix: string) => boolean;
}

/**
 * All differences between two versions, those that hurt worst first. Only scenarios that both were asked are compared; the
 * others are named as `removed-check`. A fact differs if the values seen on one side and on the other, of all repeats and
 * after the mask, have none in common.
 */
export function diffFacts(before: Observation, after: Observation, mask: Mask): Compared {
  const common = [...before.scenarios.keys()].filter((name) => after.scenarios.has(name));
  const [a, b] = [observedIn(before, common), observedIn(after, common)];
  const silent = new Set([...SILENT_AREAS].filter((area) => !speaksOf(a, area) || !speaksOf(b, area)));
  const keys = new Set([...a.keys(), ...b.keys()]);
  const raw = [...keys].flatMap((key) => {
    if (silent.has(partsOf(key).area)) return [];
    const difference = compare(key, a.get(key), b.get(key), (name, value) => mask(name, value, common.length));
    return difference === null ? [] : [difference];
  });
  const all = raw.filter((difference) => !isSameOrder(difference, a, b)).map(classified);
  return {
    before: before.version,
    after: after.version,
    differences: [...all, ...notAsked(before, after)].toSorted(byHurt),
    scenarios: common.length,
    observed: { before: a, after: b },
    isKnownTwice: (prefix) => [...a.keys()].some((key) => key.startsWith(prefix) && b.has(key)),
  };
}

/** The worst class first, then who is hurt worst, then by key. */
export function byHurt(a: Difference, b: Difference): number {
  return (
    DIFFERENCE_CLASSES.indexOf(a.class) - DIFFERENCE_CLASSES.indexOf(b.class) ||
    HURT.indexOf(a.hurts) - HURT.indexOf(b.hurts) ||
    (a.key < b.key ? -1 : Number(a.key > b.key))
  );
}

function compare(key: string, a: Seen | undefined, b: Seen | undefined, mask: Mask): RawDifference | null {
  const { kind } = a ?? b!;
  if (kind === 'cost') return compareCosts(key, a, b);
  const [before, after] = [masked(key, a, mask), masked(key, b, mask)];
  if ([...before].some((value) => after.has(value))) return null;
  return { key, kind, before: shown(before), after: shown(after), evidence: evidenceOf(a, b) };
}

/** Undefined stands for what the mask leaves nothing of, null for what was not there. */
function masked(key: string, seen: Seen | undefined, mask: Mask): ReadonlySet<string | null | undefined> {
  const isDropped = mask(key, '') === undefined;
  if (isDropped) return new Set([undefined]);
  return new Set([...(seen?.values ?? [null])].map((value) => (value === null ? null : mask(key, value))));
}

function compareCosts(key: string, a: Seen | undefined, b: Seen | undefined): RawDifference | null {
  const [before, after] = [numbers(a), numbers(b)];
  if (before.length < COST_REPEATS || after.length < COST_REPEATS) return null;
  const [lowest, highest] = Math.max(...before) < Math.min(...after) ? [before, after] : [after, before];
  if (Math.max(...lowest) * COST_FACTOR >= Math.min(...highest)) return null;
  return { key, kind: 'cost', before: range(before), after: range(after), evidence: evidenceOf(a, b) };
}

function numbers(seen: Seen | undefined): number[] {
  return [...(seen?.values ?? [])].map(Number).filter(Number.isFinite);
}

function range(values: readonly number[]): string {
  return `${Math.round(Math.min(...values))} to ${Math.round(Math.max(...values))}`;
}

function shown(values: ReadonlySet<string | null | undefined>): string | null {
  const texts = [...values].filter((value) => typeof value === 'string').toSorted();
  return texts.length === 0 ? null : texts.join(' or ');
}

function evidenceOf(a: Seen | undefined, b: Seen | undefined): RawDifference['evidence'] {
  return { before: a?.evidence ?? null, after: b?.evidence ?? null };
}

/**
 * True for another order only because things were added, removed, or came another number of times: other facts say so.
 * Then what both have must come in the same order.
 */
function isSameOrder({ key, kind, before, after }: RawDifference, a: Observed, b: Observed): boolean {
  if (kind !== 'order') return false;
  if (before === null || after === null) return true;
  const orders = [a, b].map((observed) => [...observed.get(key)!.values].filter((value) => value !== null));
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

/** Whether anything at all is known of an area. */
export function speaksOf(observed: Observed, area: string): boolean {
  for (const key of observed.keys()) if (key.startsWith(`${area} `)) return true;
  return false;
}

function notAsked(before: Observation, after: Observation): Difference[] {
  const played = (name: string, isBefore: boolean): Difference => ({
    key: `in ${name}: played`,
    kind: 'outcome',
    before: isBefore ? 'played' : null,
    after: isBefore ? null : 'played',
    evidence: { before: null, after: null },
    class: 'removed-check',
    reason: `${(isBefore ? after : before).version} was not asked`,
    hurts: 'operators',
  });
  return [
    ...missing(before, after).map((name) => played(name, true)),
    ...missing(after, before).map((name) => played(name, false)),
  ];
}

function missing(from: Observation, other: Observation): string[] {
  return [...from.scenarios.keys()].filter((name) => !other.scenarios.has(name));
}

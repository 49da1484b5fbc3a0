import { posix } from 'node:path';
import type { NoiseFile } from '../../inputs/noise-schema.ts';
import { byVersion } from '../../util/version-range.ts';
import type { FactKind } from '../facts/fact.ts';
import { factKey, type FactKey, generalKey, keyText } from '../facts/fact-key.ts';
import { versionFactsIn } from '../facts/version-facts-in.ts';
import { type VersionFacts, joinFacts, type JoinedFact } from '../facts/version-facts.ts';
import { byKeys, reduced, type Reduction, weaker, withoutCovered } from './noise.ts';

interface Varied {
  /** Parts can be `*`. */
  readonly key: FactKey;
  readonly kind: FactKind;
  readonly reduce: Reduction;
  readonly seen: string;
  readonly below?: number;
}

/** A race in a few scenarios must not hide differences in all others. */
const EVERYWHERE = 0.25;
/** What codex does beside a turn may come too late in one scenario, but not in so many. */
const MANY = 20;
/** Shorter beginnings of a name are chance. Characters. */
const SHORTEST_STEM = 3;
/** Longer values are cut. Characters. */
const LONGEST_VALUE = 60;

/**
 * Measures the noise in folders of recordings. All recordings of one version and one scenario are repeats of each other, in
 * whichever of the folders they are; scenarios with a single recording are ignored.
 */
export async function noiseIn(folders: readonly string[]): Promise<NoiseFile> {
  const versions = (await versionFactsIn(folders)).map(repeatedOnly).filter(({ scenarios }) => scenarios.size > 0);
  return measureNoise(versions);
}

/** Joins two measurements: a fact that varied in either is noise, in the weaker form. */
export function addedNoise(known: NoiseFile, more: NoiseFile): NoiseFile {
  const rules = new Map(known.noise.map((rule) => [rule.keys, rule]));
  for (const rule of more.noise) {
    const found = rules.get(rule.keys);
    if (found === undefined) rules.set(rule.keys, rule);
    else if (found.below !== undefined && rule.below === undefined) rules.set(rule.keys, rule);
    else if (found.below === rule.below) {
      rules.set(rule.keys, { ...found, reduce: weaker(found.reduce, rule.reduce) });
    }
  }
  return {
    measured: [...known.measured, ...more.measured].toSorted((a, b) => byVersion(a.version, b.version)),
    noise: withoutCovered([...rules.values()]).toSorted(byKeys),
  };
}

/**
 * The facts that were not the same in all repeats of a version. One that varied in several scenarios, and in a good part of
 * those that show it, is noise in all; so are the files of a folder if two with one name pattern varied. A global fact that
 * only single plays miss is noise where few scenarios are compared.
 */
export function measureNoise(versions: readonly VersionFacts[]): NoiseFile {
  const all = versions.flatMap((version) => variedIn(version));
  const events = all.filter(({ kind, key }) => kind === 'event' && key.path === '');
  const varied = [
    ...all.filter(({ key }) => !events.some((event) => belongsTo(key, event.key))),
    ...events.flatMap(wholeEvent),
  ];
  const rules = new Map<string, Varied>();
  const showing = scenariosShowing(versions);
  for (const one of varied.map((one) => ({ ...one, key: widened(one, varied, showing) }))) {
    const text = keyText(one.key);
    const known = rules.get(text);
    rules.set(text, known === undefined ? one : { ...known, reduce: weaker(known.reduce, one.reduce) });
  }
  for (const one of versions.flatMap((version) => missedIn(version))) {
    const text = keyText(one.key);
    if (!rules.has(text)) rules.set(text, one);
  }
  return {
    measured: versions.map(({ version, scenarios }) => ({
      version,
      scenarios: scenarios.size,
      repeats: Math.min(...[...scenarios.values()].map(({ length }) => length)),
    })),
    noise: withoutCovered(
      [...rules].map(([keys, { reduce, seen, below }]) => ({
        keys,
        reduce,
        ...(below === undefined ? {} : { below }),
        seen,
      })),
    ).toSorted(byKeys),
  };
}

function repeatedOnly(version: VersionFacts): VersionFacts {
  const repeated = [...version.scenarios].filter(([, repeats]) => repeats.length > 1);
  return { ...version, scenarios: new Map(repeated) };
}

function variedIn(version: VersionFacts): Varied[] {
  return joinFacts(version, version.scenarios.keys())
    .values()
    .filter(({ kind, values }) => kind !== 'cost' && values.size > 1)
    .map((seen) => ({
      key: seen.key,
      kind: seen.kind,
      reduce: reductionOf(seen),
      seen: `${version.version}: ${valuesOf(seen)}`,
    }))
    .toArray();
}

/** Global facts that a scenario does not show each time. */
function missedIn({ version, scenarios }: VersionFacts): Varied[] {
  return [...scenarios].flatMap(([name, repeats]) =>
    variedIn({ version, scenarios: new Map([[name, repeats]]), about: [] })
      .filter(({ key, kind, reduce }) => key.scope === null && kind !== 'event' && reduce === 'drop')
      .map((one) => ({ ...one, below: MANY })),
  );
}

/** All facts of an event that is not always there. */
function wholeEvent(event: Varied): Varied[] {
  const { area, role, subject } = event.key;
  const key = factKey({ area, role, subject: `${subject}*` });
  return [
    { ...event, key },
    { ...event, key: { ...key, scope: '*', process: '*' } },
  ];
}

function belongsTo(key: FactKey, event: FactKey): boolean {
  const { area, role, subject } = generalKey(key);
  return area === event.area && role === event.role && subject === event.subject;
}

/** The strongest form that did not vary; none for what was absent at times. */
function reductionOf({ kind, values }: JoinedFact): Reduction {
  // The number of each name is a fact of its own.
  if (values.has(null) || kind === 'order') return 'drop';
  const sets = new Set([...values].map((value) => reduced(value ?? '', 'set')));
  return sets.size === 1 ? 'set' : 'presence';
}

function valuesOf({ values }: JoinedFact): string {
  return [...values]
    .map((value) =>
      value === null ? 'absent' : value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value,
    )
    .toSorted()
    .join(' / ');
}

/** The scenarios that show a fact, by the text of its key without the scenario. */
function scenariosShowing(versions: readonly VersionFacts[]): ReadonlyMap<string, ReadonlySet<string | null>> {
  const showing = new Map<string, Set<string | null>>();
  for (const version of versions) {
    for (const { key } of joinFacts(version, version.scenarios.keys()).values()) {
      const text = withoutScope(key);
      showing.set(text, (showing.get(text) ?? new Set()).add(key.scope));
    }
  }
  return showing;
}

function widened(
  { key }: Varied,
  varied: readonly Varied[],
  showing: ReadonlyMap<string, ReadonlySet<string | null>>,
): FactKey {
  const text = withoutScope(key);
  const scenarios = new Set(varied.filter((one) => withoutScope(one.key) === text).map((one) => one.key.scope));
  // Nothing shows the key of a whole event: it has `*` already.
  const shown = showing.get(text)?.size ?? 0;
  const isEverywhere = scenarios.size > 1 && scenarios.size >= EVERYWHERE * shown;
  const anywhere = isEverywhere ? { ...key, scope: '*' } : key;
  return key.area === 'files' ? widenedFile(anywhere, varied) : anywhere;
}

function withoutScope(key: FactKey): string {
  return keyText({ ...key, scope: null });
}

/** `files codex_home logs_2.sqlite-wal` becomes `files codex_home *.sqlite-wal` if another file with that extension varied. */
function widenedFile(key: FactKey, varied: readonly Varied[]): FactKey {
  const { dir, name, ext } = posix.parse(key.subject);
  const beside = varied
    .filter(({ key: other }) => other.area === 'files' && other.role === key.role && other.scope === key.scope)
    .map((other) => posix.parse(other.key.subject))
    .filter((other) => other.dir === dir && other.base !== posix.basename(key.subject));
  const widen = (base: string): FactKey => ({ ...key, subject: posix.join(dir, base) });
  if (ext !== '' && beside.some((other) => other.ext === ext)) return widen(`*${ext}`);
  const shared = beside
    .map(({ base }) => sharedStart(name, base))
    .filter(({ length }) => length >= SHORTEST_STEM)
    .toSorted((a, b) => a.length - b.length);
  return shared.length < 2 ? key : widen(`${shared[0]}*`);
}

function sharedStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return a.slice(0, length);
}

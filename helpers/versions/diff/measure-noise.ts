import type { NoiseFile } from '../../inputs/noise-schema.ts';
import { generalKey } from './cause.ts';
import { type FactKind, partsOf, withoutScenario } from '../facts/fact.ts';
import { byKeys, reduced, type Reduction, weaker, withoutCovered } from './noise.ts';
import { type Observation, observedIn, type Seen } from '../facts/version-facts.ts';

interface Varied {
  readonly key: string;
  readonly kind: FactKind;
  readonly reduce: Reduction;
  readonly seen: string;
  readonly below?: number;
}

/** A race of a few scenarios must not hide what differs in all others. */
const EVERYWHERE = 0.25;
/** What codex does beside a turn may come too late in one play of a scenario; in so many it comes in time once. */
const MANY = 20;
/** Shorter beginnings of a name say nothing. Characters. */
const SHORTEST_STEM = 3;
/** Values of this length tell what varies. Characters. */
const LONGEST_VALUE = 60;

/**
 * Measures what varies by itself: of each version, the facts that were not the same in all of its repeats. What varied in
 * several scenarios, and in a good part of those that show it, is noise in all; what varied in two files of a kind in one
 * folder is noise in all of them. What all scenarios have in common, and single plays do not show, is noise only where few
 * scenarios are compared.
 */
export function measureNoise(observations: readonly Observation[]): NoiseFile {
  const all = observations.flatMap((observation) => variedIn(observation));
  const events = all.filter(({ kind, key }) => kind === 'event' && partsOf(key).path === '');
  const varied = [
    ...all.filter(({ key }) => !events.some((event) => belongsTo(key, event.key))),
    ...events.flatMap(wholeEvent),
  ];
  const rules = new Map<string, Varied>();
  const showing = scenariosShowing(observations);
  for (const one of varied.map((one) => ({ ...one, key: widened(one, varied, showing) }))) {
    const known = rules.get(one.key);
    rules.set(one.key, known === undefined ? one : { ...known, reduce: weaker(known.reduce, one.reduce) });
  }
  for (const one of observations.flatMap((observation) => passingIn(observation))) {
    if (!rules.has(one.key)) rules.set(one.key, one);
  }
  return {
    measured: observations.map(({ version, scenarios }) => ({
      version,
      scenarios: scenarios.size,
      repeats: Math.min(...[...scenarios.values()].map(({ length }) => length)),
    })),
    noise: withoutCovered(
      [...rules.values()].map(({ key, reduce, seen, below }) => ({
        keys: key,
        reduce,
        ...(below === undefined ? {} : { below }),
        seen,
      })),
    ).toSorted(byKeys),
  };
}

function variedIn(observation: Observation): Varied[] {
  return [...observedIn(observation, observation.scenarios.keys())]
    .filter(([, { kind, values }]) => kind !== 'cost' && values.size > 1)
    .map(([key, seen]) => ({
      key,
      kind: seen.kind,
      reduce: reductionOf(seen),
      seen: `${observation.version}: ${shown(seen)}`,
    }));
}

/** What does not depend on the scenario, and yet a single one shows at times only. */
function passingIn({ version, scenarios }: Observation): Varied[] {
  return [...scenarios].flatMap(([name, repeats]) =>
    variedIn({ version, scenarios: new Map([[name, repeats]]), about: [] })
      .filter(({ key, kind, reduce }) => partsOf(key).scenario === null && kind !== 'event' && reduce === 'drop')
      .map((one) => ({ ...one, below: MANY })),
  );
}

/** All facts of an event that comes at times. */
function wholeEvent(event: Varied): Varied[] {
  const { area, subject } = partsOf(event.key);
  return [`${area} ${subject}*`, `in *: ${area} process * ${subject}*`].map((key) => ({ ...event, key }));
}

function belongsTo(key: string, event: string): boolean {
  return generalKey(key).startsWith(event);
}

/** The strongest form that did not vary. What was there only at times has none. */
function reductionOf({ kind, values }: Seen): Reduction {
  // How many of each there are is a fact of its own.
  if (values.has(null) || kind === 'order') return 'drop';
  const sets = new Set([...values].map((value) => reduced(value ?? '', 'set')));
  return sets.size === 1 ? 'set' : 'presence';
}

function shown({ values }: Seen): string {
  return [...values]
    .map((value) =>
      value === null ? 'absent' : value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value,
    )
    .toSorted()
    .join(' / ');
}

/** By fact, without its scenario, in which scenarios it is seen. */
function scenariosShowing(observations: readonly Observation[]): ReadonlyMap<string, ReadonlySet<string | null>> {
  const showing = new Map<string, Set<string | null>>();
  for (const observation of observations) {
    for (const key of observedIn(observation, observation.scenarios.keys()).keys()) {
      const rest = withoutScenario(key);
      const known = showing.get(rest) ?? new Set();
      showing.set(rest, known.add(partsOf(key).scenario));
    }
  }
  return showing;
}

function widened(
  { key }: Varied,
  varied: readonly Varied[],
  showing: ReadonlyMap<string, ReadonlySet<string | null>>,
): string {
  const rest = withoutScenario(key);
  const scenarios = new Set(
    varied.filter((other) => withoutScenario(other.key) === rest).map((other) => partsOf(other.key).scenario),
  );
  // A whole event has its rule for all scenarios already.
  const shown = showing.get(rest)?.size ?? 0;
  const isEverywhere = scenarios.size > 1 && scenarios.size >= EVERYWHERE * shown;
  const anywhere = isEverywhere ? `in *: ${rest}` : key;
  return rest.startsWith('files ') ? widenedFile(anywhere, varied) : anywhere;
}

/** `files codex_home logs_2.sqlite-wal` becomes `files codex_home *.sqlite-wal` where another one of its kind varied. */
function widenedFile(key: string, varied: readonly Varied[]): string {
  const [, folder, stem = '', extension = ''] = /^(.*?files \S+ (?:.*\/)?)([^/]*?)(\.[^./]*)?$/s.exec(key) ?? [];
  if (folder === undefined || stem === '') return key;
  const others = varied.filter(
    (other) => other.key !== key && other.key.startsWith(folder) && !other.key.slice(folder.length).includes('/'),
  );
  if (extension !== '' && others.some((other) => other.key.endsWith(extension))) return `${folder}*${extension}`;
  const shared = others
    .map((other) => sharedStart(stem, other.key.slice(folder.length)))
    .filter(({ length }) => length >= SHORTEST_STEM);
  const shortest = shared.toSorted((a, b) => a.length - b.length)[0];
  return shared.length < 2 || shortest === undefined ? key : `${folder}${shortest}*`;
}

function sharedStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return a.slice(0, length);
}

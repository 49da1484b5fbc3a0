import { directionOf, type Difference } from './difference.ts';
import { type FactKind, partsOf, withoutScenario } from '../facts/fact.ts';
import { ownerOf } from '../facts/json-shape.ts';

/** Facts that others follow from: of a removed event all fields are gone, too. */
const ROOTS: ReadonlySet<FactKind> = new Set(['event', 'field', 'word', 'method', 'param']);

/** What is wrong when a run comes to another end; the first that differs is the cause of all else in that scenario. */
const ENDS = [/ ended-by$/, / exit-code$/, / signal$/, / last-event$/, / turn-ends$/, / reply of turn \d+$/];

/** What the schema calls the methods of the wire. */
const ON_WIRE: Readonly<Record<string, string>> = {
  'server notification': 'notification',
  'server request': 'request',
  'client request': 'answer',
};

/** SQLite keeps these beside a database while it is open. */
const DATABASE_PART = /-(?:shm|wal|journal)$/;

/** By as much as this texts tell what they are about. Characters. */
const OPENING = 24;

/** Says which differences are one change. */
export interface CauseFinder {
  /** Equal for differences that are one change. */
  causeOf(difference: Difference): string;
  /** True for the difference that the others of its change follow from. */
  isRoot(difference: Difference): boolean;
}

/**
 * Finds causes: what is below a removed event or field follows from it; what a scenario shows once it ends in another way
 * follows from that; the same change of the same field, file or text in many places is one, and so are
 * numbers of one object that grow, or fall, and orders of events.
 *
 * @param isKnownTwice whether both versions have something whose key begins with this
 */
export function createCauseFinder(
  differences: readonly Difference[],
  isKnownTwice: (prefix: string) => boolean,
): CauseFinder {
  const roots = new Map(
    differences
      .filter(({ key, kind }) => ROOTS.has(kind) && partsOf(key).scenario === null)
      .map((difference) => [difference.key, difference]),
  );
  const ends = endsByScenario(differences);
  const stderrLines = new Map(
    differences.flatMap((difference) => {
      const [, key] = /^(in .*?: process \d+ stderr) line /s.exec(difference.key) ?? [];
      return key === undefined ? [] : [[key, difference]];
    }),
  );
  const endKeys = new Set([...ends.values()].map(({ key }) => key));
  /** What differs in scenarios that come to the same end. */
  const elsewhere = new Set(
    differences.flatMap(({ key }) => {
      const { scenario } = partsOf(key);
      return scenario === null || ends.has(scenario) ? [] : lineageOf(generalKey(key));
    }),
  );

  const shared = new Set(
    differences
      .filter(({ key }) => !ends.has(partsOf(key).scenario ?? ''))
      .map((difference) => signatureOf(difference)),
  );

  function rootOf(difference: Difference): Difference | undefined {
    const general = generalKey(difference.key);
    const above = lineageOf(general).find((key) => isReasonFor(roots.get(key), difference));
    if (above !== undefined) return roots.get(above);
    return difference.kind === 'value' ? wordBehind(general, difference) : undefined;
  }

  /** That a field says something else follows from the word or the variant that is new or gone. */
  function wordBehind(general: string, { before, after }: Difference): Difference | undefined {
    const [old, now] = [before, after].map((value) => new Set((value ?? '').split(/\|| or /)));
    const changed = [...old!.symmetricDifference(now!)];
    const found = changed.flatMap((word) => [`${general} = ${word}`, `${general.replace(/\.type$/, '')}<${word}>`]);
    return found.map((key) => roots.get(key)).find((root) => root !== undefined);
  }

  function causeOf(difference: Difference): string {
    const end = ends.get(partsOf(difference.key).scenario ?? '');
    if (end !== undefined && !shared.has(signatureOf(difference))) return end.key;
    const root = rootOf(difference);
    return root === undefined || root === difference ? causeOfEvent(difference) : causeOfRoot(root);
  }

  function causeOfRoot(root: Difference): string {
    const above = rootOf(root);
    return above === undefined || above === root ? causeOfEvent(root) : causeOfRoot(above);
  }

  /** An event that came or went only where a run comes to another end follows from that. */
  function causeOfEvent(difference: Difference): string {
    const { kind, key, evidence } = difference;
    const end = ends.get((evidence.before ?? evidence.after)?.scenario ?? '');
    return kind !== 'event' || end === undefined || elsewhere.has(key) ? signatureOf(difference) : end.key;
  }

  function signatureOf(difference: Difference): string {
    const { key, kind, before, after } = difference;
    const direction = directionOf(difference);
    const { area, subject, path } = partsOf(generalKey(key));
    const leaf = lastName(path);
    switch (kind) {
      case 'event':
        return path === '' ? eventSignature(area, subject, direction) : [area, kind, leaf, direction].join(' ~ ');
      case 'method':
        return path === '' ? methodSignature(subject, direction) : [area, kind, leaf, direction].join(' ~ ');
      case 'field':
        return direction === 'added'
          ? [area, kind, lastName(ownerOf(path) ?? path), direction].join(' ~ ')
          : [area, kind, leaf, before, after].join(' ~ ');
      case 'word':
      case 'param':
      case 'value':
        if (area === 'schema' && direction !== 'changed')
          return [subject, kind, direction, difference.class].join(' ~ ');
        return isNumber(before) && isNumber(after)
          ? [area, subject, ownerOf(path), growth(difference)].join(' ~ ')
          : [area, kind, leaf, before, after].join(' ~ ');
      case 'file':
        return [area, subject.split('/')[0]!.replace(DATABASE_PART, ''), direction].join(' ~ ');
      case 'tool':
        return [area, kind, direction].join(' ~ ');
      case 'flag':
        return subject.startsWith('feature.') ? ['features', before, after].join(' ~ ') : key;
      case 'cost':
        return 'cost';
      case 'host':
      case 'header':
        return key;
      case 'outcome':
        // Ends differ for reasons of their own; that items come at all, or no more, has one.
        return (
          stderrSignature(difference) ??
          (key.endsWith(' item-ids') ? [generalKey(key), before, after].join(' ~ ') : key)
        );
      case 'order':
        return [area, kind, direction].join(' ~ ');
      case 'count':
      case 'size':
        return [area, kind, withoutNumbers(`${sortOf(subject)} ${path}`), growth(difference)].join(' ~ ');
      case 'life':
        return [generalKey(key), before, after].join(' ~ ');
      case 'text':
        return textSignature(difference);
    }
  }

  /** That stderr is noisier follows from its lines. */
  function stderrSignature({ key }: Difference): string | undefined {
    const line = stderrLines.get(key);
    return line === undefined || !key.endsWith(' stderr') ? undefined : signatureOf(line);
  }

  /** A namespace that came or went as a whole is one change: `codex/event/*`. */
  function eventSignature(area: string, subject: string, direction: string): string {
    const space = /^.*\/(?=[^/]*$)/s.exec(subject)?.[0];
    const isWhole = space !== undefined && !isKnownTwice(`${area} ${space}`);
    return [area, isWhole ? `${space}*` : subject, direction].join(' ~ ');
  }

  /** Methods that nobody used are told together; one that was used is told with what was seen of it. */
  function methodSignature(subject: string, direction: string): string {
    const [, sort = '', method = ''] = /^(\S+ \S+) (.*)$/s.exec(subject) ?? [];
    const seen = roots.get(`wire ${ON_WIRE[sort]} ${method}`);
    return seen !== undefined && directionOf(seen) === direction
      ? causeOfRoot(seen)
      : ['schema', sort, direction].join(' ~ ');
  }

  return {
    causeOf,
    isRoot: (difference) =>
      ends.get(partsOf(difference.key).scenario ?? '') === difference ||
      (roots.has(difference.key) && rootOf(difference) === undefined && !endKeys.has(causeOfEvent(difference))),
  };
}

/** The key without scenario and process, as the fact would be called that does not depend on them. */
export function generalKey(key: string): string {
  const rest = withoutScenario(key)
    .replace(/^(\S+) process \d+/, '$1')
    .replace(/^process \d+/, 'process')
    .replace(/ length$/, '');
  const [, area, name = '', item] = /^(exec|wire) (?:count|text of) (.*?)(?:\((\S+)\))?$/s.exec(rest) ?? [];
  if (area === undefined) return rest;
  const place = area === 'exec' ? '.item' : '.params.item';
  return item === undefined ? `${area} ${name}` : `${area} ${name} ${place}<${item}>`;
}

/** What the model is told is worded anew as a whole; elsewhere texts that begin alike are one. */
function textSignature(difference: Difference): string {
  const { area, subject, path } = partsOf(generalKey(difference.key));
  if (area === 'model') return [area, 'text', withoutNumbers(subject), directionOf(difference)].join(' ~ ');
  const openings = [difference.before, difference.after].map((text) => (text ?? '').slice(0, OPENING));
  return [area, 'text', withoutNumbers(sortOf(subject)), path, ...openings].join(' ~ ');
}

/** What is refused is refused in the same words, whatever was asked for. */
function sortOf(subject: string): string {
  return subject.replace(/^error-answer .*/s, 'error-answer');
}

function withoutNumbers(text: string): string {
  return text.replaceAll(/\d+/g, 'N');
}

/** Numbers that grow are one change, and those that fall another. */
function growth(difference: Difference): string {
  const { before, after } = difference;
  const [from, to] = [before, after].map((text) => Number(/-?\d+(?:\.\d+)?/.exec(text ?? '')?.[0] ?? Number.NaN));
  if (Number.isNaN(from) || Number.isNaN(to)) return directionOf(difference);
  return to! > from! ? 'more' : 'less';
}

function isNumber(value: string | null): value is string {
  return value !== null && /^-?\d+(?:\.\d+)?$/.test(value);
}

/** `item<error>` of `.params.item<error>`. */
function lastName(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** From the most general to the key itself: `exec x`, `exec x .a`, `exec x .a.b`. */
function lineageOf(key: string): string[] {
  const { area, subject, path } = partsOf(key);
  const cuts = [...path.matchAll(/(?!^)[.<[=]|$/g)].map(({ index }) => path.slice(0, index).trimEnd());
  const asked = area === 'schema' ? [`schema ${subject.replace(/^answer /, 'client request ')}`] : [];
  return [
    ...asked,
    `${area} ${subject}`,
    ...cuts.filter((cut) => cut !== '').map((cut) => `${area} ${subject} ${cut}`),
  ];
}

function isReasonFor(root: Difference | undefined, difference: Difference): boolean {
  if (root === undefined || root.key === difference.key) return false;
  const direction = directionOf(root);
  return direction === directionOf(difference) || (root.kind === 'field' && direction === 'changed');
}

function endsByScenario(differences: readonly Difference[]): ReadonlyMap<string, Difference> {
  const ends = new Map<string, Difference>();
  for (const end of ENDS) {
    for (const difference of differences) {
      const { scenario } = partsOf(difference.key);
      if (scenario !== null && difference.kind === 'outcome' && end.test(difference.key) && !ends.has(scenario)) {
        ends.set(scenario, difference);
      }
    }
  }
  return ends;
}

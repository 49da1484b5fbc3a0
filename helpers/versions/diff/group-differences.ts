import { type Comparison, worstFirst } from './diff.ts';
import { DIFFERENCE_CLASSES, type Difference, directionOf, type RawDifference } from './difference.ts';
import type { FactKind } from '../facts/fact.ts';
import { factKey, type FactKey, generalKey, holdersOf, keyText } from '../facts/fact-key.ts';
import { lastName, ownerOf } from '../facts/json-path.ts';

/** Differences with one cause. */
export interface Change {
  readonly main: Difference;
  /** The scenarios that show it, sorted; empty if it does not depend on any. */
  readonly scenarios: readonly string[];
  /** With the main one, the worst first. */
  readonly differences: readonly Difference[];
}

/**
 * Groups differences by cause, the worst first. What is below a removed event or field follows from it; so does all that
 * differs in a scenario that ends differently. The same change of one field, file or text in many places is one change, and
 * so are numbers of one object that grow, or that fall, and orders of events.
 */
export function groupDifferences({ differences, facts }: Pick<Comparison, 'differences' | 'facts'>): Change[] {
  const { causeOf, isRoot } = createCauses(differences, facts);
  const changes = [...Map.groupBy(differences, causeOf).values()].map((group): Change => {
    const roots = group.filter(isRoot);
    const scenarios = group.map(({ key }) => key.scope).filter((name) => name !== null);
    return {
      main: mainOf(roots.length > 0 ? roots : group),
      scenarios: [...new Set(scenarios)].toSorted(),
      differences: group,
    };
  });
  return worstFirst(changes, ({ main }) => main);
}

/** Of the worst class the one with the shortest key. */
function mainOf(group: readonly Difference[]): Difference {
  const worst = Math.min(...group.map((difference) => DIFFERENCE_CLASSES.indexOf(difference.class)));
  const candidates = group.filter((difference) => DIFFERENCE_CLASSES.indexOf(difference.class) === worst);
  const shortest = Math.min(...candidates.map(({ key }) => keyText(key).length));
  return worstFirst(
    candidates.filter(({ key }) => keyText(key).length === shortest),
    (difference) => difference,
  )[0]!;
}

/** Other facts follow from these: all fields of a removed event are removed. */
const ROOTS: ReadonlySet<FactKind> = new Set(['event', 'field', 'word', 'method', 'param', 'header', 'tool', 'host']);

/** How a process ended. The first of these that differs in it is the cause of all else there. */
const ENDS = ['ended-by', 'exit-code', 'signal', 'last-event', 'turn-ends', 'reply of turn'];

/** The roles of the schema and those of the wire. */
const WIRE_ROLES: Readonly<Record<string, string>> = {
  'server notification': 'notification',
  'server request': 'request',
  'client request': 'answer',
};

/** SQLite keeps these beside an open database. */
const DATABASE_PART = /-(?:shm|wal|journal)$/;

/** Texts are of one cause if they begin alike. Characters. */
const OPENING = 24;

interface Causes {
  readonly causeOf: (difference: Difference) => string;
  /** True for a difference that the others of its cause follow from. */
  readonly isRoot: (difference: Difference) => boolean;
}

function createCauses(differences: readonly Difference[], facts: Comparison['facts']): Causes {
  const roots = new Map(
    differences
      .filter(({ key, kind }) => ROOTS.has(kind) && key.scope === null)
      .map((difference) => [keyText(difference.key), difference]),
  );
  const ends = endsByProcess(differences);
  const endCauses = new Set([...ends.values()].flat().map(({ key }) => keyText(key)));
  /** Of the process itself, or of the last one before it that ends otherwise; for what is of no process the first. */
  const endOf = ({ scope, process }: Pick<FactKey, 'scope' | 'process'>): Difference | undefined => {
    const all = scope === null ? [] : (ends.get(scope) ?? []);
    return typeof process === 'number' ? all.findLast((end) => Number(end.key.process) <= process) : all[0];
  };
  const stderrLines = new Map(
    differences
      .filter(({ key }) => key.role === 'stderr line')
      .map((difference) => [stderrOf(difference.key), difference]),
  );
  const namespaces = sharedNamespaces(facts);
  /** What differs in scenarios that end as before. */
  const elsewhere = new Set(
    differences.flatMap(({ key }) =>
      key.scope === null || ends.has(key.scope) ? [] : holdersOf(generalKey(key)).map(keyText),
    ),
  );
  const signatures = new Map<Difference, string>();
  const shared = new Set(differences.filter(({ key }) => endOf(key) === undefined).map(signatureOf));

  function causeOf(difference: Difference): string {
    const end = endOf(difference.key);
    if (end !== undefined && !shared.has(signatureOf(difference))) return keyText(end.key);
    const root = rootOf(difference);
    return root === undefined ? causeOfEvent(difference) : causeOf(root);
  }

  /** An event that was added or removed only where a run ends differently follows from that. */
  function causeOfEvent(difference: Difference): string {
    const { kind, key, evidence } = difference;
    const end = endOf({ scope: (evidence.before ?? evidence.after)?.scenario ?? null, process: null });
    const isElsewhere = kind !== 'event' || end === undefined || elsewhere.has(keyText(key));
    return isElsewhere ? signatureOf(difference) : keyText(end.key);
  }

  function rootOf(difference: Difference): Difference | undefined {
    const general = generalKey(difference.key);
    const holder = keysAbove(general)
      .map((key) => roots.get(keyText(key)))
      .find((root) => root !== undefined && isCauseOf(root, difference));
    return holder ?? (difference.kind === 'value' ? wordBehind(general, difference) : undefined);
  }

  /** Another value of a field follows from the word or the variant that was added or removed. */
  function wordBehind(general: FactKey, { before, after }: Difference): Difference | undefined {
    const [old, now] = [before, after].map((value) => new Set((value ?? '').split(/\|| or /)));
    const variant = general.path.replace(/\.type$/, '');
    return [...old!.symmetricDifference(now!)]
      .flatMap((word) => [`${general.path} = ${word}`, `${variant}<${word}>`])
      .map((path) => roots.get(keyText({ ...general, path })))
      .find((root) => root !== undefined);
  }

  function signatureOf(difference: Difference): string {
    let signature = signatures.get(difference);
    if (signature === undefined) signatures.set(difference, (signature = newSignature(difference)));
    return signature;
  }

  function newSignature(difference: Difference): string {
    const { key, kind, before, after } = difference;
    const general = generalKey(key);
    const { area, role, subject, path } = general;
    const direction = directionOf(difference);
    const name = `${role} ${subject}`;
    const leaf = lastName(path);
    const whole = keyText(key);
    switch (kind) {
      case 'event':
        if (path !== '') return signature(area, kind, leaf, direction);
        return signature(area, role, namespaceOf(general) ?? subject, direction);
      case 'method':
        return path === '' ? methodSignature(general, direction) : signature(area, kind, leaf, direction);
      case 'field':
        if (direction === 'added') return signature(area, kind, lastName(ownerOf(path) ?? path), direction);
        return signature(area, kind, leaf, before, after);
      case 'word':
      case 'param':
      case 'value':
        if (area === 'schema' && direction !== 'changed') return signature(name, kind, direction, difference.class);
        return isNumber(before) && isNumber(after)
          ? signature(area, name, ownerOf(path), growth(difference))
          : signature(area, kind, leaf, before, after);
      case 'file':
        return signature(area, role, subject.split('/', 1)[0]!.replace(DATABASE_PART, ''), direction);
      case 'tool':
      case 'order':
        return signature(area, kind, direction);
      case 'flag':
        return subject.startsWith('feature.') ? signature('features', before, after) : whole;
      case 'cost':
        return 'cost';
      case 'host':
      case 'header':
        return signature(keyText(general), direction);
      case 'outcome': {
        const line = subject === 'stderr' ? stderrLines.get(stderrOf(key)) : undefined;
        if (line !== undefined) return signatureOf(line);
        // Ends have causes of their own; that there are items at all has one.
        return subject === 'item-ids' ? signature(keyText(general), before, after) : whole;
      }
      case 'count':
      case 'size':
        return signature(area, kind, withoutNumbers(`${sortOf(general)} ${path}`), growth(difference));
      case 'life':
        return signature(keyText(general), before, after);
      case 'text': {
        if (area === 'model') return signature(area, kind, withoutNumbers(name), direction);
        const openings = [before, after].map((text) => (text ?? '').slice(0, OPENING));
        return signature(area, kind, withoutNumbers(sortOf(general)), ...openings);
      }
    }
  }

  /** Methods that no scenario uses are one change; one that is used follows from the event on the wire. */
  function methodSignature({ role, subject }: FactKey, direction: string): string {
    const seen = roots.get(keyText(factKey({ area: 'wire', role: WIRE_ROLES[role] ?? '', subject })));
    return seen !== undefined && directionOf(seen) === direction ? causeOf(seen) : signature('schema', role, direction);
  }

  /** `codex/event/*` if neither version kept an event of this namespace. */
  function namespaceOf({ area, role, subject }: FactKey): string | null {
    const namespace = subject.slice(0, subject.lastIndexOf('/') + 1);
    return namespace === '' || namespaces.has(signature(area, role, namespace)) ? null : `${namespace}*`;
  }

  return {
    causeOf,
    isRoot: (difference) =>
      endOf(difference.key) === difference ||
      (roots.get(keyText(difference.key)) === difference &&
        rootOf(difference) === undefined &&
        !endCauses.has(causeOfEvent(difference))),
  };
}

function signature(...parts: readonly (string | null)[]): string {
  return parts.join(' ~ ');
}

/** The keys of what holds a fact; the result of a method belongs to its request. */
function keysAbove(key: FactKey): FactKey[] {
  const holders = holdersOf(key);
  const isAnswer = key.area === 'schema' && key.role === 'answer';
  return isAnswer ? [{ ...key, role: 'client request', path: '' }, ...holders] : holders;
}

function isCauseOf(root: Difference, difference: Difference): boolean {
  if (root === difference) return false;
  const direction = directionOf(root);
  return direction === directionOf(difference) || (root.kind === 'field' && direction === 'changed');
}

/** The ends of each scenario, by process. A process that ends otherwise in the same way as the one before follows from it. */
function endsByProcess(differences: readonly Difference[]): ReadonlyMap<string, readonly Difference[]> {
  const ranked = differences
    .filter(({ key, kind }) => key.scope !== null && kind === 'outcome' && rankOf(key) >= 0)
    .toSorted((a, b) => Number(a.key.process) - Number(b.key.process) || rankOf(a.key) - rankOf(b.key));
  const ends = new Map<string, Difference[]>();
  for (const end of ranked) {
    const before = ends.get(end.key.scope!) ?? [];
    ends.set(end.key.scope!, before);
    const previous = before.at(-1);
    if (previous === undefined) before.push(end);
    else if (previous.key.process !== end.key.process && !isSameEnd(previous, end)) before.push(end);
  }
  return ends;
}

function isSameEnd(one: Difference, other: Difference): boolean {
  const isAlike = one.before === other.before && one.after === other.after;
  return isAlike && rankOf(one.key) === rankOf(other.key);
}

function rankOf({ subject, role }: FactKey): number {
  return ENDS.findIndex((end) => subject === end || role === end);
}

/** The namespaces that have an event in both versions. */
function sharedNamespaces({ before, after }: Comparison['facts']): ReadonlySet<string> {
  const namespaces = new Set<string>();
  for (const [text, { key }] of before) {
    const { scope, process, area, role, subject } = key;
    if (scope !== null || process !== null || area === 'schema' || !after.has(text)) continue;
    for (let end = subject.indexOf('/') + 1; end > 0; end = subject.indexOf('/', end) + 1) {
      namespaces.add(signature(area, role, subject.slice(0, end)));
    }
  }
  return namespaces;
}

function stderrOf({ scope, process }: FactKey): string {
  return signature(scope, String(process));
}

/** All rejected requests are answered in the same words. */
function sortOf({ role, subject }: FactKey): string {
  return role === 'error-answer' ? role : `${role} ${subject}`;
}

function withoutNumbers(text: string): string {
  return text.replaceAll(/\d+/g, 'N');
}

function growth(difference: RawDifference): string {
  const [from, to] = [difference.before, difference.after].map((text) =>
    Number(/-?\d+(?:\.\d+)?/.exec(text ?? '')?.[0] ?? Number.NaN),
  );
  if (Number.isNaN(from) || Number.isNaN(to)) return directionOf(difference);
  return to! > from! ? 'more' : 'less';
}

function isNumber(value: string | null): value is string {
  return value !== null && /^-?\d+(?:\.\d+)?$/.test(value);
}

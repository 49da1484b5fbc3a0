import { pathsTo } from './json-path.ts';

/** What facts are about. `played` is only in differences: a scenario that one side was not played in. */
const AREAS = ['exec', 'wire', 'process', 'model', 'network', 'files', 'help', 'schema', 'played'] as const;

/** One of `AREAS`. */
export type Area = (typeof AREAS)[number];

/** Names a fact; the same in all versions. Parts that are not there are empty. {@link keyText} prints it. */
export interface FactKey {
  /** The scenario; null for what does not depend on it. */
  readonly scope: string | null;
  readonly area: Area;
  /** From 1; `*` in a pattern; null for what does not depend on the process. */
  readonly process: number | '*' | null;
  /** The sort of subject, one of `ROLES`; of a file the place that it is in. */
  readonly role: string;
  /** The name: an event, a method, a tool, a path of a file. Untrusted. */
  readonly subject: string;
  /** Of a field, a variant or a word within the subject: see `json-path.ts`. Untrusted. */
  readonly path: string;
  /** What is stated of it, if not that it is there: one of `MEASURES`, or what is in a file: `text`, `line X`, `field X`. */
  readonly aspect: string;
}

/** The parts of a key that are not empty. */
export type KeyParts = Pick<FactKey, 'area'> & Partial<FactKey>;

/** The parts that all facts of a process share. */
export type ProcessKey = KeyParts & { readonly process: number };

/** The roles of each area. Of one that begins another, the longer comes first. */
const ROLES: Readonly<Partial<Record<Area, readonly string[]>>> = {
  exec: ['life'],
  wire: ['notification', 'request', 'answer', 'error-answer', 'life'],
  process: ['stderr line', 'reply of turn'],
  model: ['header', 'tool', 'violation', 'requests'],
  schema: [
    'client request',
    'client notification',
    'client answer',
    'server request',
    'server notification',
    'answer',
    'sent type',
    'received type',
  ],
};

/** Aspects that are numbers or words about a subject. The first two are printed before it. */
const MEASURES = ['count', 'text of', 'length'] as const;
const BEFORE_SUBJECT: readonly string[] = MEASURES.slice(0, 2);
const WITH_PATHS: ReadonlySet<Area> = new Set(['exec', 'wire', 'model', 'schema']);

/** The path of an item in an event or message. */
export function itemPath(area: Area, type: string): string {
  return `${area === 'exec' ? '' : '.params'}.item<${type}>`;
}

/** A key of these parts. */
export function factKey(parts: KeyParts): FactKey {
  const { scope = null, area, process = null, role = '', subject = '', path = '', aspect = '' } = parts;
  return { scope, area, process, role, subject, path, aspect };
}

/** The key as it is printed and as users write it: `in exec/resume/by-id: exec process 2 turn.completed .usage.input_tokens`. */
export function keyText({ scope, area, process, role, subject, path, aspect }: FactKey): string {
  const isBefore = BEFORE_SUBJECT.includes(aspect);
  let text: string = scope === null ? area : `in ${scope}: ${area}`;
  if (process !== null) text += area === 'process' ? ` ${process}` : ` process ${process}`;
  if (isBefore) text += ` ${aspect}`;
  if (role !== '') text += ` ${role}`;
  if (subject !== '') text += ` ${subject}`;
  if (path !== '') text += aspect === 'count' ? `(${path.slice(path.indexOf('<') + 1, -1)})` : ` ${path}`;
  if (aspect !== '' && !isBefore) text += ` ${aspect}`;
  return text;
}

/**
 * Reads what {@link keyText} prints, and what users write: `*` can stand in any part. Null where it begins with no area.
 * Names that look like other parts of a key are taken for these.
 */
export function parseKey(text: string): FactKey | null {
  const [, scope = null, area, afterArea = ''] = /^(?:in (.*?): )?(\S+) ?(.*)$/s.exec(text) ?? [];
  if (!isArea(area)) return null;
  const [, number, afterProcess = afterArea] =
    (area === 'process' ? /^(\d+|\*)(?: (.*))?$/s : /^process (\d+|\*)(?: (.*))?$/s).exec(afterArea) ?? [];
  const process = number === undefined ? null : number === '*' ? '*' : Number(number);
  const before = area === 'process' ? undefined : BEFORE_SUBJECT.find((word) => afterProcess.startsWith(`${word} `));
  const [role, named] = cutRole(area, before === undefined ? afterProcess : afterProcess.slice(before.length + 1));
  const [rest, after] = cutAspect(area, named);
  const [, subject = rest, inPath = ''] =
    (before === undefined && WITH_PATHS.has(area) ? /^(.*?)(?: ((?:[.[]|= ).*))?$/s : /^(.*)$/s).exec(rest) ?? [];
  const [, event, item] = (before === 'count' ? /^(.*)\((.*)\)$/s.exec(subject) : null) ?? [];
  const path = item === undefined ? inPath : itemPath(area, item);
  return { scope, area, process, role, subject: event ?? subject, path, aspect: before ?? after };
}

function isArea(word: string | undefined): word is Area {
  return (AREAS as readonly unknown[]).includes(word);
}

function cutRole(area: Area, text: string): [role: string, rest: string] {
  const found = area === 'files' ? text.split(' ', 1)[0]! : ROLES[area]?.find((role) => text.startsWith(`${role} `));
  return found === undefined ? ['', text] : [found, text.slice(found.length + 1)];
}

function cutAspect(area: Area, text: string): [rest: string, aspect: string] {
  const pattern = area === 'files' ? /^(.*?) (text|(?:line|field) .*)$/s : /^(.*) (length)$/s;
  const [, rest, aspect] = (area === 'files' || WITH_PATHS.has(area) ? pattern.exec(text) : null) ?? [];
  return rest === undefined ? [text, ''] : [rest, aspect!];
}

/** The key of what a fact is about, without scenario, process and measure. */
export function generalKey(key: FactKey): FactKey {
  const isMeasure = (MEASURES as readonly string[]).includes(key.aspect);
  return { ...key, scope: null, process: null, aspect: isMeasure ? '' : key.aspect };
}

/** The keys of all that holds what a key names, the most general first, and itself: the event, its item, a field of it. */
export function holdersOf(key: FactKey): FactKey[] {
  return ['', ...pathsTo(key.path)].map((path) => ({ ...key, path }));
}

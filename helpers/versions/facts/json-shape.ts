import { ABSENT, type Fact, type FactEvidence, oneOf } from './fact.ts';

/** The form of the objects that were seen of one kind. */
export interface Shape {
  /** Notes one object. `evidence` is kept for what was not seen before. */
  add(value: unknown, evidence: FactEvidence): void;
  /** Facts whose keys begin with `prefix`, such as `exec turn.completed`. They do not depend on the scenario. */
  facts(prefix: string): Fact[];
  /** What the fields with few values said, by path. */
  readonly told: ReadonlyMap<string, Told>;
  /** The longest text at each path at which there was a long one. */
  readonly sizes: ReadonlyMap<string, Sized>;
}

/** The values of one field. */
export interface Told {
  readonly values: Set<string>;
  readonly evidence: FactEvidence;
}

/** The length of a text. */
export interface Sized {
  readonly characters: number;
  readonly evidence: FactEvidence;
}

interface Node {
  readonly types: Set<string>;
  readonly evidence: FactEvidence;
  count: number;
  objects: number;
}

/** Names of fields that have a few values, each with a meaning. */
const WORDS =
  /(?:type|status|kind|decision|phase|role|mode|state|reason|policy|effort|source|outcome|action|view|level|sandbox|reviewer|verbosity|choice|tier|os|family)$/i;
/** Names of fields whose value a scenario decides, together with the version. */
const TOLD = /^(?:model|model_?provider|exit_?code|code|tool|server)$/i;
const WORD = /^[A-Za-z][\w.-]{0,39}$/;
const VARIANT = /^[A-Za-z][\w-]{0,39}$/;
const NAME = /^[A-Za-z_$][\w$-]{0,60}$/;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-/i;
/** Shorter texts have no size that matters. Characters. */
const LONG = 1000;
/** Deeper is the payload of a tool, not the protocol. */
const DEEPEST = 12;

/**
 * Learns the form of objects: which fields there are, of which types, which are not always there, and which words stand
 * in those that have a few. An object with a `type` has a path of its own: `.item<agent_message>.text`.
 *
 * @param opaque paths whose inside is not looked at
 */
export function createShape(opaque: (path: string) => boolean = () => false): Shape {
  const nodes = new Map<string, Node>();
  const words = new Map<string, FactEvidence>();
  const told = new Map<string, Told>();
  const sizes = new Map<string, Sized>();

  function note(path: string, type: string, evidence: FactEvidence): void {
    const node = nodes.get(path);
    const objects = Number(type === 'object');
    if (node === undefined) nodes.set(path, { types: new Set([type]), evidence, count: 1, objects });
    else {
      node.types.add(type);
      node.count += 1;
      node.objects += objects;
    }
  }

  function tell(path: string, value: string, evidence: FactEvidence): void {
    const known = told.get(path);
    if (known === undefined) told.set(path, { values: new Set([value]), evidence });
    else known.values.add(value);
  }

  function walk(value: unknown, path: string, name: string, evidence: FactEvidence, depth: number): void {
    note(path, typeOf(value), evidence);
    if (depth > DEEPEST || opaque(path)) return;
    if (Array.isArray(value)) {
      for (const element of value) walk(element, `${path}[]`, name, evidence, depth + 1);
    } else if (typeof value === 'object' && value !== null) {
      walkObject(value as Record<string, unknown>, path, evidence, depth);
    } else walkScalar(value, path, name, evidence);
  }

  function walkObject(value: Record<string, unknown>, path: string, evidence: FactEvidence, depth: number): void {
    const variant = path === '' ? null : variantOf(value);
    const below = variant === null ? path : `${path}<${variant}>`;
    if (variant !== null) {
      note(below, 'object', evidence);
      tell(`${path}.type`, variant, evidence);
    }
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'type' && variant !== null) continue;
      walk(inner, `${below}.${NAME.test(key) && !UUID.test(key) ? key : '*'}`, key, evidence, depth + 1);
    }
  }

  function walkScalar(value: unknown, path: string, name: string, evidence: FactEvidence): void {
    if (typeof value === 'string') {
      if (value.length >= LONG && value.length > (sizes.get(path)?.characters ?? 0)) {
        sizes.set(path, { characters: value.length, evidence });
      }
      if (!WORD.test(value)) return;
      if (WORDS.test(name)) {
        if (!words.has(`${path} = ${value}`)) words.set(`${path} = ${value}`, evidence);
        tell(path, value, evidence);
      } else if (TOLD.test(name)) tell(path, value, evidence);
    } else if (typeof value === 'boolean' || (typeof value === 'number' && TOLD.test(name))) {
      tell(path, String(value), evidence);
    }
  }

  function typesAt(path: string, { types, count }: Node): string {
    const parent = ownerOf(path);
    const objects = parent === null ? 0 : (nodes.get(parent)?.objects ?? 0);
    return oneOf(count < objects ? [...types, ABSENT] : types);
  }

  return {
    told,
    sizes,
    add: (value, evidence) => walk(value, '', '', evidence, 0),
    facts: (prefix) => [
      ...[...nodes].map(([path, node]): Fact => {
        const kind = path === '' || path.endsWith('>') ? 'event' : 'field';
        const value = kind === 'event' ? 'seen' : typesAt(path, node);
        return { key: path === '' ? prefix : `${prefix} ${path}`, kind, value, evidence: node.evidence };
      }),
      ...[...words].map(([word, evidence]): Fact => ({
        key: `${prefix} ${word}`,
        kind: 'word',
        value: 'seen',
        evidence,
      })),
    ],
  };
}

/**
 * The path of the object that a field belongs to: of `.item<error>.message` it is `.item<error>`, of `.usage` the root.
 * Null for what belongs to none: elements of lists, variants, names that are data, the root. For paths of {@link createShape}.
 */
export function ownerOf(path: string): string | null {
  return path === '' || /(?:\[\]|[>*])$/.test(path) ? null : path.slice(0, path.lastIndexOf('.'));
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function variantOf({ type }: Record<string, unknown>): string | null {
  return typeof type === 'string' && VARIANT.test(type) ? type : null;
}

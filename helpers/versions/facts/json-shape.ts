import { wholeLength } from '../../recording/shorten.ts';
import { factKey, type KeyParts } from './fact-key.ts';
import { ABSENT, type Fact, type FactEvidence, oneOf } from './fact.ts';
import { ownerOf } from './json-path.ts';

/** The form of all objects of one sort. */
export interface Shape {
  /** Adds one object. `evidence` is kept for what is new in it. */
  add(value: unknown, evidence: FactEvidence): void;
  /** Global facts, below the key of the objects. */
  facts(key: KeyParts): Fact[];
  readonly values: ReadonlyMap<string, FieldValues>;
  /** The longest text of each path that had a long one. */
  readonly sizes: ReadonlyMap<string, TextSize>;
}

/** The values of one field. */
export interface FieldValues {
  readonly values: Set<string>;
  readonly evidence: FactEvidence;
}

/** The length of a text. */
export interface TextSize {
  readonly characters: number;
  readonly evidence: FactEvidence;
}

interface Node {
  readonly types: Set<string>;
  readonly evidence: FactEvidence;
  count: number;
  objects: number;
}

/** Names of enumerated fields. */
const ENUMERATED =
  /(?:type|status|kind|decision|phase|role|mode|state|reason|policy|effort|source|outcome|action|view|level|sandbox|reviewer|verbosity|choice|tier|os|family)$/i;
/** Names of fields whose value depends on scenario and version. */
const VALUED = /^(?:model|model_?provider|exit_?code|code|tool|server)$/i;
const WORD = /^[A-Za-z][\w.-]{0,39}$/;
const VARIANT = /^[A-Za-z][\w-]{0,39}$/;
const NAME = /^[A-Za-z_$][\w$-]{0,60}$/;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-/i;
/** The size of shorter texts does not matter. Characters. */
const LONG = 1000;
/** Deeper levels are data of a tool, not the protocol. */
const DEEPEST = 12;

/**
 * Learns the form of objects: their fields, the types of these, which are optional, and the words of enumerated ones. An
 * object with a `type` has its own path: `.item<agent_message>.text`.
 *
 * @param opaque paths whose contents are skipped
 */
export function createShape(opaque: (path: string) => boolean = () => false): Shape {
  const nodes = new Map<string, Node>();
  const words = new Map<string, FactEvidence>();
  const values = new Map<string, FieldValues>();
  const sizes = new Map<string, TextSize>();

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

  function addValue(path: string, value: string, evidence: FactEvidence): void {
    const known = values.get(path);
    if (known === undefined) values.set(path, { values: new Set([value]), evidence });
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
      addValue(`${path}.type`, variant, evidence);
    }
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'type' && variant !== null) continue;
      walk(inner, `${below}.${NAME.test(key) && !UUID.test(key) ? key : '*'}`, key, evidence, depth + 1);
    }
  }

  function walkScalar(value: unknown, path: string, name: string, evidence: FactEvidence): void {
    if (typeof value === 'string') {
      const characters = wholeLength(value);
      if (characters >= LONG && characters > (sizes.get(path)?.characters ?? 0))
        sizes.set(path, { characters, evidence });
      if (!WORD.test(value)) return;
      if (ENUMERATED.test(name)) {
        if (!words.has(`${path} = ${value}`)) words.set(`${path} = ${value}`, evidence);
        addValue(path, value, evidence);
      } else if (VALUED.test(name)) addValue(path, value, evidence);
    } else if (typeof value === 'boolean' || (typeof value === 'number' && VALUED.test(name))) {
      addValue(path, String(value), evidence);
    }
  }

  function typesAt(path: string, { types, count }: Node): string {
    const parent = ownerOf(path);
    const objects = parent === null ? 0 : (nodes.get(parent)?.objects ?? 0);
    return oneOf(count < objects ? [...types, ABSENT] : types);
  }

  return {
    values,
    sizes,
    add: (value, evidence) => walk(value, '', '', evidence, 0),
    facts: (key) => [
      ...[...nodes].map(([path, node]): Fact => {
        const kind = path === '' || path.endsWith('>') ? 'event' : 'field';
        const value = kind === 'event' ? 'seen' : typesAt(path, node);
        return { key: factKey({ ...key, path }), kind, value, evidence: node.evidence };
      }),
      ...[...words].map(([word, evidence]): Fact => ({
        key: factKey({ ...key, path: word }),
        kind: 'word',
        value: 'seen',
        evidence,
      })),
    ],
  };
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function variantOf({ type }: Record<string, unknown>): string | null {
  return typeof type === 'string' && VARIANT.test(type) ? type : null;
}

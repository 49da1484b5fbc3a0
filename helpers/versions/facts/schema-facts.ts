import type { Fact, FactKind } from './fact.ts';
import { OR, oneOf } from './fact.ts';
import { asFields, asList, type Fields } from './fields.ts';

/** The file with the whole schema that `codex app-server generate-json-schema` writes. */
export const SCHEMA_FILE = 'codex_app_server_protocol.schemas.json';

/** The unions of the bundle, what their messages are called, and who sends what is in them. */
const UNIONS = [
  ['ClientRequest', 'client request', 'sent'],
  ['ClientNotification', 'client notification', 'sent'],
  ['ServerNotification', 'server notification', 'received'],
  ['ServerRequest', 'server request', 'received'],
] as const;

/** As a client sees it. */
type Direction = 'sent' | 'received';

/** References that lead to references: a type that holds itself stops here. */
const DEEPEST = 5;

const evidence = { scenario: null, file: SCHEMA_FILE } as const;

/**
 * The protocol that a binary says it speaks: methods, and of each what its params and its result hold: type, required or
 * optional, null or not, and which words a field can have. A named type has facts of its own, such
 * as `schema received type Thread .turns`; its name is part of no message, but says which places change together.
 *
 * @param bundle what `emittedSchema` gives; anything else has no facts
 */
export function schemaFacts(bundle: unknown): Fact[] {
  const definitions = asFields(asFields(bundle)['definitions']);
  const reader = createReader(definitions);
  for (const [union, sort, direction] of UNIONS) {
    for (const message of asList(asFields(definitions[union])['oneOf']).map(asFields)) {
      const { method, params } = asFields(message['properties']);
      const name = constantOf(method);
      if (name === null) continue;
      reader.add('method', `schema ${sort} ${name}`, 'there');
      reader.message(asFields(params), `schema ${sort} ${name}`, '.params', direction);
      if (!sort.endsWith('request')) continue;
      const answer = sort === 'client request' ? 'answer' : 'client answer';
      reader.message(
        resultOf(asFields(params)),
        `schema ${answer} ${name}`,
        '.result',
        direction === 'sent' ? 'received' : 'sent',
      );
    }
  }
  return reader.facts();
}

/** The result of a method is defined beside its params: `v2/TurnStartParams`, `v2/TurnStartResponse`. */
function resultOf({ $ref }: Fields): Fields {
  return typeof $ref === 'string' && $ref.endsWith('Params') ? { $ref: $ref.replace(/Params$/, 'Response') } : {};
}

function createReader(definitions: Fields) {
  const facts = new Map<string, Fact>();

  function add(kind: FactKind, key: string, value: string): void {
    if (!facts.has(key)) facts.set(key, { key, kind, value, evidence });
  }

  function visit(schema: Fields, place: Place, above: readonly string[]): void {
    const { $ref, properties, items, additionalProperties } = schema;
    if (typeof $ref === 'string') follow($ref, place, above);
    for (const inner of alternatives(schema)) visit(inner, place, above);
    for (const word of asList(schema['enum'])) add('word', `${keyOf(place)} = ${String(word)}`, 'there');
    if (properties !== undefined) visitObject(asFields(properties), asList(schema['required']), place, above);
    for (const inner of [items, additionalProperties]) {
      if (typeof inner === 'object') visit(asFields(inner), { ...place, path: `${place.path}[]` }, above);
    }
  }

  function visitObject(properties: Fields, required: readonly unknown[], place: Place, above: readonly string[]): void {
    const variant = constantOf(properties['type']);
    const path = variant === null ? place.path : `${place.path}<${variant}>`;
    if (variant !== null) add('method', keyOf({ ...place, path }), 'there');
    for (const [name, schema] of Object.entries(properties)) {
      if (name === 'type' && variant !== null) continue;
      const inner = { ...place, path: `${path}.${name}` };
      const isRequired = required.includes(name) ? 'required' : 'optional';
      add('param', keyOf(inner), `${isRequired} ${typeOf(asFields(schema), definitions)}`);
      visit(asFields(schema), inner, above);
    }
  }

  /** A named type is noted once for each direction, under its own name: many places use it. */
  function follow(ref: string, place: Place, above: readonly string[]): void {
    if (above.includes(ref)) return;
    const isNamed = above.length > 0;
    const own: Place = {
      prefix: `schema ${place.direction} type ${nameOf(ref)}`,
      path: '',
      direction: place.direction,
    };
    if (isNamed && seen.has(own.prefix)) return;
    if (isNamed) {
      seen.add(own.prefix);
      add('method', own.prefix, 'there');
    }
    visit(asFields(definitionAt(definitions, ref)), isNamed ? own : place, [...above, ref]);
  }

  const seen = new Set<string>();
  return {
    add,
    facts: () => [...facts.values()],
    /** What a message holds stands at its method, even if another method takes the same. */
    message: (schema: Fields, prefix: string, path: string, direction: Direction) =>
      visit(schema, { prefix, path, direction }, []),
  };
}

interface Place {
  readonly prefix: string;
  readonly path: string;
  readonly direction: Direction;
}

function keyOf({ prefix, path }: Place): string {
  return path === '' ? prefix : `${prefix} ${path.replace(/^(?=[<[])/, '.')}`;
}

function alternatives(schema: Fields): Fields[] {
  return ['anyOf', 'oneOf', 'allOf'].flatMap((key) => asList(schema[key]).map(asFields));
}

/** `array`, `null|string`, or `any` where the schema does not say. */
function typeOf(schema: Fields, definitions: Fields, depth = 0): string {
  const { type, $ref } = schema;
  const target = typeof $ref === 'string' && depth < DEEPEST ? [asFields(definitionAt(definitions, $ref))] : [];
  const types = [
    ...(typeof type === 'string' ? [type] : asList(type).map(String)),
    ...[...alternatives(schema), ...target].flatMap((inner) => typeOf(inner, definitions, depth + 1).split(OR)),
  ];
  return types.length === 0 ? 'any' : oneOf(types);
}

function constantOf(schema: unknown): string | null {
  const words = asList(asFields(schema)['enum']);
  const word = words.length === 1 ? words[0] : asFields(schema)['const'];
  return typeof word === 'string' ? word : null;
}

/** `v2/Thread` is `Thread`: types moved from one place of the bundle to the other. */
function nameOf(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}

function definitionAt(definitions: Fields, ref: string): unknown {
  const parts = ref.replace(/^#\/definitions\//, '').split('/');
  return parts.reduce<unknown>((place, part) => asFields(place)[part], definitions);
}

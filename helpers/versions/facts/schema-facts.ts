import { type Fact, type FactKind, OR, oneOf } from './fact.ts';
import { factKey, type FactKey, keyText } from './fact-key.ts';
import { definitionAt, resultRef } from '../../app-server/answer-schema.ts';
import { objectOf, listOf, type JsonObject } from '../../util/json-object.ts';

/** The file with the whole schema that `codex app-server generate-json-schema` writes. */
export const BUNDLE_FILE = 'codex_app_server_protocol.schemas.json';

/** The unions of the bundle, the roles of their messages, and their direction. */
const UNIONS = [
  ['ClientRequest', 'client request', 'sent'],
  ['ClientNotification', 'client notification', 'sent'],
  ['ServerNotification', 'server notification', 'received'],
  ['ServerRequest', 'server request', 'received'],
] as const;

type Direction = 'sent' | 'received';

/** Of references to references: a type can contain itself. */
const DEEPEST = 5;

const evidence = { scenario: null, file: BUNDLE_FILE } as const;

/**
 * The protocol that a binary declares: methods, and the params and results of each: types, required or optional, null or
 * not, and the words of enums. A named type has its own facts, such as `schema received type Thread .turns`: its name is in
 * no message, but shows which fields change together.
 *
 * @param bundle from `emittedSchema`; anything else has no facts
 */
export function schemaFacts(bundle: unknown): Fact[] {
  const definitions = objectOf(objectOf(bundle)['definitions']);
  const reader = createReader(definitions);
  for (const [union, role, direction] of UNIONS) {
    for (const message of listOf(objectOf(definitions[union])['oneOf']).map(objectOf)) {
      const { method, params } = objectOf(message['properties']);
      const subject = constantOf(method);
      if (subject === null) continue;
      reader.add('method', { role, subject, path: '' }, 'there');
      reader.message(objectOf(params), { role, subject, path: '.params', direction });
      const $ref = resultRef(subject, message, definitions);
      const result = $ref === undefined ? {} : { $ref };
      if (role === 'client request') {
        reader.message(result, { role: 'answer', subject, path: '.result', direction: 'received' });
      } else if (role === 'server request') {
        reader.message(result, { role: 'client answer', subject, path: '.result', direction: 'sent' });
      }
    }
  }
  return reader.facts();
}

function createReader(definitions: JsonObject) {
  const facts = new Map<string, Fact>();

  function add(kind: FactKind, { role, subject, path }: KeyPlace, value: string): void {
    const key = factKey({ area: 'schema', role, subject, path: path.replace(/^(?=[<[])/, '.') });
    const text = keyText(key);
    if (!facts.has(text)) facts.set(text, { key, kind, value, evidence });
  }

  function visit(schema: JsonObject, place: Place, above: readonly string[]): void {
    const { $ref, properties, items, additionalProperties } = schema;
    if (typeof $ref === 'string') follow($ref, place, above);
    for (const inner of alternatives(schema)) visit(inner, place, above);
    for (const word of listOf(schema['enum']))
      add('word', { ...place, path: `${place.path} = ${String(word)}`.trimStart() }, 'there');
    if (properties !== undefined) visitObject(objectOf(properties), listOf(schema['required']), place, above);
    for (const inner of [items, additionalProperties]) {
      if (typeof inner === 'object') visit(objectOf(inner), { ...place, path: `${place.path}[]` }, above);
    }
  }

  function visitObject(
    properties: JsonObject,
    required: readonly unknown[],
    place: Place,
    above: readonly string[],
  ): void {
    const variant = constantOf(properties['type']);
    const path = variant === null ? place.path : `${place.path}<${variant}>`;
    if (variant !== null) add('method', { ...place, path }, 'there');
    for (const [name, schema] of Object.entries(properties)) {
      if (name === 'type' && variant !== null) continue;
      const inner = { ...place, path: `${path}.${name}` };
      const isRequired = required.includes(name) ? 'required' : 'optional';
      add('param', inner, `${isRequired} ${typeOf(objectOf(schema), definitions)}`);
      visit(objectOf(schema), inner, above);
    }
  }

  /** Many fields share a named type: it is read once for each direction, under its own name. */
  function follow(ref: string, place: Place, above: readonly string[]): void {
    if (above.includes(ref)) return;
    const isNamed = above.length > 0;
    const { direction } = place;
    const own: Place = { role: `${direction} type`, subject: nameOf(ref), path: '', direction };
    const name = `${direction} ${own.subject}`;
    if (isNamed && seen.has(name)) return;
    if (isNamed) {
      seen.add(name);
      add('method', own, 'there');
    }
    visit(objectOf(definitionAt(definitions, ref)), isNamed ? own : place, [...above, ref]);
  }

  const seen = new Set<string>();
  return {
    add,
    facts: () => [...facts.values()],
    /** The members of a message are facts of its method, also where two methods share a type. */
    message: (schema: JsonObject, place: Place) => visit(schema, place, []),
  };
}

type KeyPlace = Pick<FactKey, 'role' | 'subject' | 'path'>;

interface Place extends KeyPlace {
  readonly direction: Direction;
}

function alternatives(schema: JsonObject): JsonObject[] {
  return ['anyOf', 'oneOf', 'allOf'].flatMap((key) => listOf(schema[key]).map(objectOf));
}

/** `array`, `null|string`, or `any` where the schema does not say. */
function typeOf(schema: JsonObject, definitions: JsonObject, depth = 0): string {
  const { type, $ref } = schema;
  const target = typeof $ref === 'string' && depth < DEEPEST ? [objectOf(definitionAt(definitions, $ref))] : [];
  const types = [
    ...(typeof type === 'string' ? [type] : listOf(type).map(String)),
    ...[...alternatives(schema), ...target].flatMap((inner) => typeOf(inner, definitions, depth + 1).split(OR)),
  ];
  return types.length === 0 ? 'any' : oneOf(types);
}

function constantOf(schema: unknown): string | null {
  const words = listOf(objectOf(schema)['enum']);
  const word = words.length === 1 ? words[0] : objectOf(schema)['const'];
  return typeof word === 'string' ? word : null;
}

/** `v2/Thread` is `Thread`: types have moved within the bundle. */
function nameOf(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}

import { type Fact, type FactKind, OR, oneOf } from './fact.ts';
import { factKey, type FactKey, keyText } from './fact-key.ts';
import { asFields, asList, type Fields } from './fields.ts';

/** The file with the whole schema that `codex app-server generate-json-schema` writes. */
export const SCHEMA_FILE = 'codex_app_server_protocol.schemas.json';

/** The unions of the bundle, the roles of their messages, and their direction. */
const UNIONS = [
  ['ClientRequest', 'client request', 'sent'],
  ['ClientNotification', 'client notification', 'sent'],
  ['ServerNotification', 'server notification', 'received'],
  ['ServerRequest', 'server request', 'received'],
] as const;

/** From the view of a client. */
type Direction = 'sent' | 'received';

/** Of references to references: a type can contain itself. */
const DEEPEST = 5;

const evidence = { scenario: null, file: SCHEMA_FILE } as const;

/**
 * The protocol that a binary declares: methods, and the params and results of each: types, required or optional, null or
 * not, and the words of enums. A named type has its own facts, such as `schema received type Thread .turns`: its name is in
 * no message, but shows which fields change together.
 *
 * @param bundle from `emittedSchema`; anything else has no facts
 */
export function schemaFacts(bundle: unknown): Fact[] {
  const definitions = asFields(asFields(bundle)['definitions']);
  const reader = createReader(definitions);
  for (const [union, role, direction] of UNIONS) {
    for (const message of asList(asFields(definitions[union])['oneOf']).map(asFields)) {
      const { method, params } = asFields(message['properties']);
      const subject = constantOf(method);
      if (subject === null) continue;
      reader.add('method', { role, subject, path: '' }, 'there');
      reader.message(asFields(params), { role, subject, path: '.params', direction });
      const result = resultOf(asFields(params));
      if (role === 'client request') {
        reader.message(result, { role: 'answer', subject, path: '.result', direction: 'received' });
      } else if (role === 'server request') {
        reader.message(result, { role: 'client answer', subject, path: '.result', direction: 'sent' });
      }
    }
  }
  return reader.facts();
}

/** The bundle defines the result of a method beside its params: `v2/TurnStartParams`, `v2/TurnStartResponse`. */
function resultOf({ $ref }: Fields): Fields {
  return typeof $ref === 'string' && $ref.endsWith('Params') ? { $ref: $ref.replace(/Params$/, 'Response') } : {};
}

function createReader(definitions: Fields) {
  const facts = new Map<string, Fact>();

  function add(kind: FactKind, { role, subject, path }: KeyPlace, value: string): void {
    const key = factKey({ area: 'schema', role, subject, path: path.replace(/^(?=[<[])/, '.') });
    const text = keyText(key);
    if (!facts.has(text)) facts.set(text, { key, kind, value, evidence });
  }

  function visit(schema: Fields, place: Place, above: readonly string[]): void {
    const { $ref, properties, items, additionalProperties } = schema;
    if (typeof $ref === 'string') follow($ref, place, above);
    for (const inner of alternatives(schema)) visit(inner, place, above);
    for (const word of asList(schema['enum']))
      add('word', { ...place, path: `${place.path} = ${String(word)}`.trimStart() }, 'there');
    if (properties !== undefined) visitObject(asFields(properties), asList(schema['required']), place, above);
    for (const inner of [items, additionalProperties]) {
      if (typeof inner === 'object') visit(asFields(inner), { ...place, path: `${place.path}[]` }, above);
    }
  }

  function visitObject(properties: Fields, required: readonly unknown[], place: Place, above: readonly string[]): void {
    const variant = constantOf(properties['type']);
    const path = variant === null ? place.path : `${place.path}<${variant}>`;
    if (variant !== null) add('method', { ...place, path }, 'there');
    for (const [name, schema] of Object.entries(properties)) {
      if (name === 'type' && variant !== null) continue;
      const inner = { ...place, path: `${path}.${name}` };
      const isRequired = required.includes(name) ? 'required' : 'optional';
      add('param', inner, `${isRequired} ${typeOf(asFields(schema), definitions)}`);
      visit(asFields(schema), inner, above);
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
    visit(asFields(definitionAt(definitions, ref)), isNamed ? own : place, [...above, ref]);
  }

  const seen = new Set<string>();
  return {
    add,
    facts: () => [...facts.values()],
    /** The members of a message are facts of its method, also where two methods share a type. */
    message: (schema: Fields, place: Place) => visit(schema, place, []),
  };
}

type KeyPlace = Pick<FactKey, 'role' | 'subject' | 'path'>;

interface Place extends KeyPlace {
  readonly direction: Direction;
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

/** `v2/Thread` is `Thread`: types have moved within the bundle. */
function nameOf(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}

function definitionAt(definitions: Fields, ref: string): unknown {
  const parts = ref.replace(/^#\/definitions\//, '').split('/');
  return parts.reduce<unknown>((place, part) => asFields(place)[part], definitions);
}

import { compare } from '../util/text/compare.ts';
import type { RecordedProtocol } from '../recording/recording.ts';
import type { WireMessage } from './wire.ts';

/** A JSON object of which nothing more is known. */
type Fields = Readonly<Record<string, unknown>>;

/** The unions of the bundle and who sends their messages, and how. */
const UNIONS = {
  ServerNotification: 'server notification',
  ServerRequest: 'server request',
  ClientRequest: 'client request',
  ClientNotification: 'client notification',
} as const;

/** What a message is called in {@link RecordedProtocol.methods}. */
type Sort = (typeof UNIONS)[keyof typeof UNIONS];

/** Words for people: they are half of the bundle and no rule. */
const WORDS: ReadonlySet<string> = new Set(['description', 'title', '$schema', 'default', 'examples']);

/**
 * Under which name the schema of a message stands in {@link RecordedProtocol.messages}: `server notification turn/started`,
 * `answer turn/start`. Null for messages that have no schema of their own: error answers, answers to nothing, what is no message.
 */
export function schemaName({ from, message, answers }: WireMessage): string | null {
  if (message.kind === 'notification') return `${from} notification ${message.method}`;
  if (message.kind === 'request') return `${from} request ${message.method}`;
  return message.kind === 'response' && from === 'server' && answers !== null ? `answer ${answers.method}` : null;
}

/**
 * What is needed of the bundle that `codex app-server generate-json-schema` writes to judge these messages: the names of all
 * methods, the schemas of the messages, and the definitions that they lead to. The whole bundle has 250 kB (0.61) to 780 kB.
 * Null if it is not such a bundle.
 */
export function protocolOf(bundle: unknown, wire: Iterable<WireMessage>): RecordedProtocol | null {
  const definitions = fieldsOf(fieldsOf(bundle)['definitions']);
  const branches = branchesIn(definitions);
  if (branches.size === 0) return null;
  const names = [...new Set([...wire].map(schemaName))].filter((name) => name !== null).toSorted();
  const messages: Record<string, unknown> = {};
  for (const name of names) {
    const schema = schemaOf(name, branches, definitions);
    if (schema !== undefined) messages[name] = withoutWords(schema);
  }
  return { methods: methodsIn(branches), messages, definitions: reachable(messages, definitions) };
}

function branchesIn(definitions: Fields): Map<string, Fields> {
  const branches = new Map<string, Fields>();
  for (const [union, sort] of Object.entries(UNIONS)) {
    const { oneOf } = fieldsOf(definitions[union]);
    for (const branch of Array.isArray(oneOf) ? oneOf.map(fieldsOf) : []) {
      const method = fieldsOf(fieldsOf(branch['properties'])['method'])['enum'];
      if (Array.isArray(method) && typeof method[0] === 'string') branches.set(`${sort} ${method[0]}`, branch);
    }
  }
  return branches;
}

function methodsIn(branches: ReadonlyMap<string, Fields>): Record<Sort, string[]> {
  const methods = (sort: Sort): string[] =>
    [...branches.keys()].filter((name) => name.startsWith(`${sort} `)).map((name) => name.slice(sort.length + 1));
  return {
    'server notification': methods('server notification').toSorted(),
    'server request': methods('server request').toSorted(),
    'client request': methods('client request').toSorted(),
    'client notification': methods('client notification').toSorted(),
  };
}

/** The result of a method is defined beside its params: `v2/TurnStartParams`, `v2/TurnStartResponse`. */
function schemaOf(name: string, branches: ReadonlyMap<string, Fields>, definitions: Fields): Fields | undefined {
  if (!name.startsWith('answer ')) return branches.get(name);
  const asked = branches.get(`client request ${name.slice('answer '.length)}`);
  const params = fieldsOf(fieldsOf(asked?.['properties'])['params'])['$ref'];
  if (typeof params !== 'string' || !params.endsWith('Params')) return undefined;
  const $ref = params.replace(/Params$/, 'Response');
  return definitionAt(definitions, $ref) === undefined ? undefined : { $ref };
}

/** The definitions that schemas lead to, in the nesting in which they are (most are in `v2`), and in one order. */
function reachable(messages: Fields, definitions: Fields): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  const seen = new Set<string>();
  const open = refsIn(messages);
  for (let ref = open.pop(); ref !== undefined; ref = open.pop()) {
    const definition = definitionAt(definitions, ref);
    if (seen.has(ref) || definition === undefined) continue;
    seen.add(ref);
    const bare = withoutWords(definition);
    put(kept, partsOf(ref), bare);
    open.push(...refsIn(bare));
  }
  return sorted(kept) as Record<string, unknown>;
}

function refsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(refsIn);
  return Object.entries(fieldsOf(value)).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : refsIn(inner),
  );
}

function partsOf(ref: string): string[] {
  return ref.replace(/^#\/definitions\//, '').split('/');
}

function definitionAt(definitions: Fields, ref: string): unknown {
  return partsOf(ref).reduce<unknown>((place, part) => fieldsOf(place)[part], definitions);
}

function put(target: Record<string, unknown>, [name, ...rest]: readonly string[], value: unknown): void {
  if (name === undefined) return;
  if (rest.length === 0) target[name] = value;
  else put((target[name] ??= {}) as Record<string, unknown>, rest, value);
}

/** Drops the words of a schema. The names in `properties` are no keywords: one may be called `title`. */
function withoutWords(schema: unknown, isNames = false): unknown {
  if (Array.isArray(schema)) return schema.map((inner) => withoutWords(inner));
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => isNames || !WORDS.has(key))
      .map(([key, inner]) => [key, withoutWords(inner, !isNames && key === 'properties')]),
  );
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => compare(a, b))
      .map(([key, inner]) => [key, key === 'v2' ? sorted(inner) : inner]),
  );
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

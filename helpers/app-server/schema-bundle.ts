import { compare } from '../util/text/compare.ts';
import type { RecordedProtocol } from '../recording/recording.ts';
import { objectOf, type JsonObject } from '../util/json-object.ts';
import { definitionAt, partsOf, resultRef } from './answer-schema.ts';
import type { WireMessage } from './wire.ts';

/** The unions of the bundle, and the sender and kind of their messages. */
const UNIONS = {
  ServerNotification: 'server notification',
  ServerRequest: 'server request',
  ClientRequest: 'client request',
  ClientNotification: 'client notification',
} as const;

type Sort = (typeof UNIONS)[keyof typeof UNIONS];

/** Annotations. They are half of the bundle and constrain nothing. */
const ANNOTATIONS: ReadonlySet<string> = new Set(['description', 'title', '$schema', 'default', 'examples']);

/**
 * The key of a message's schema in {@link RecordedProtocol.messages}: `server notification turn/started`, `answer turn/start`,
 * `client answer item/tool/call`. Null for messages without a schema: error responses, responses to no request, invalid lines.
 */
export function schemaName({ from, message, answers }: WireMessage): string | null {
  if (message.kind === 'notification') return `${from} notification ${message.method}`;
  if (message.kind === 'request') return `${from} request ${message.method}`;
  if (message.kind !== 'response' || answers === null) return null;
  return `${from === 'server' ? '' : 'client '}answer ${answers.method}`;
}

/**
 * The part of the bundle of `codex app-server generate-json-schema` that is needed to validate these messages: the names of
 * all methods, the schemas of the messages, and the definitions that they refer to. The whole bundle has 250 kB (0.61) to
 * 780 kB. Null if it is not such a bundle.
 *
 * @param spoken the bundle whose schemas apply, if it is another one: that with the experimental API
 */
export function protocolOf(
  bundle: unknown,
  wire: Iterable<WireMessage>,
  spoken: unknown = bundle,
): RecordedProtocol | null {
  const definitions = objectOf(objectOf(spoken)['definitions']);
  const branches = branchesIn(definitions);
  if (branches.size === 0) return null;
  const names = [...new Set([...wire].map(schemaName))].filter((name) => name !== null).toSorted();
  const messages: Record<string, unknown> = {};
  for (const name of names) {
    const schema = schemaOf(name, branches, definitions);
    if (schema !== undefined) messages[name] = withoutAnnotations(schema);
  }
  const methods = methodsIn(branchesIn(objectOf(objectOf(bundle)['definitions'])));
  return { methods, messages, definitions: reachable(messages, definitions) };
}

function branchesIn(definitions: JsonObject): Map<string, JsonObject> {
  const branches = new Map<string, JsonObject>();
  for (const [union, sort] of Object.entries(UNIONS)) {
    const { oneOf } = objectOf(definitions[union]);
    for (const branch of Array.isArray(oneOf) ? oneOf.map(objectOf) : []) {
      const method = objectOf(objectOf(branch['properties'])['method'])['enum'];
      if (Array.isArray(method) && typeof method[0] === 'string') branches.set(`${sort} ${method[0]}`, branch);
    }
  }
  return branches;
}

function methodsIn(branches: ReadonlyMap<string, JsonObject>): Record<Sort, string[]> {
  const methods = (sort: Sort): string[] =>
    [...branches.keys()].filter((name) => name.startsWith(`${sort} `)).map((name) => name.slice(sort.length + 1));
  return {
    'server notification': methods('server notification').toSorted(),
    'server request': methods('server request').toSorted(),
    'client request': methods('client request').toSorted(),
    'client notification': methods('client notification').toSorted(),
  };
}

function schemaOf(
  name: string,
  branches: ReadonlyMap<string, JsonObject>,
  definitions: JsonObject,
): JsonObject | undefined {
  const [, answerer, method] = /^(client )?answer (.*)$/s.exec(name) ?? [];
  if (method === undefined) return branches.get(name);
  const asked = branches.get(`${answerer === undefined ? 'client' : 'server'} request ${method}`);
  const $ref = asked === undefined ? undefined : resultRef(method, asked, definitions);
  return $ref === undefined ? undefined : { $ref };
}

/** The definitions that schemas refer to, sorted, and nested as in the bundle (most are in `v2`). */
function reachable(messages: JsonObject, definitions: JsonObject): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  const seen = new Set<string>();
  const open = refsIn(messages);
  for (let ref = open.pop(); ref !== undefined; ref = open.pop()) {
    const definition = definitionAt(definitions, ref);
    if (seen.has(ref) || definition === undefined) continue;
    seen.add(ref);
    const bare = withoutAnnotations(definition);
    put(kept, partsOf(ref), bare);
    open.push(...refsIn(bare));
  }
  return sorted(kept) as Record<string, unknown>;
}

function refsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(refsIn);
  return Object.entries(objectOf(value)).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : refsIn(inner),
  );
}

function put(target: Record<string, unknown>, [name, ...rest]: readonly string[], value: unknown): void {
  if (name === undefined) return;
  if (rest.length === 0) target[name] = value;
  else put((target[name] ??= {}) as Record<string, unknown>, rest, value);
}

/** Drops the annotations of a schema. The names in `properties` are no keywords: one may be `title`. */
function withoutAnnotations(schema: unknown, isNames = false): unknown {
  if (Array.isArray(schema)) return schema.map((inner) => withoutAnnotations(inner));
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => isNames || !ANNOTATIONS.has(key))
      .map(([key, inner]) => [key, withoutAnnotations(inner, !isNames && key === 'properties')]),
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

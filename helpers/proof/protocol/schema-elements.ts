import { definitionAt, resultRef } from '../../app-server/answer-schema.ts';
import { isJsonObject, listOf, objectOf, type JsonObject } from '../../util/json-object.ts';

/** The unions of messages in the bundle, and the direction of their params as a client sees it. */
const UNIONS = {
  'client request': ['ClientRequest', 'sent'],
  'client notification': ['ClientNotification', 'sent'],
  'server notification': ['ServerNotification', 'received'],
  'server request': ['ServerRequest', 'received'],
} as const;

export type MessageRole = keyof typeof UNIONS;

type Direction = 'sent' | 'received';

interface Branch {
  readonly role: string;
  readonly method: string;
  readonly branch: JsonObject;
  readonly direction: Direction;
}

/** Walks a schema alone, or along a value that has its form. */
type Subject = { readonly every: true } | { readonly value: unknown };

const EVERY: Subject = { every: true };

/** The messages, union variants and enum values of a schema bundle of app-server. */
export interface SchemaElements {
  /** The methods of one role, sorted. */
  readonly methods: (role: MessageRole) => readonly string[];
  /** All variants and values, as `received ThreadItem<plan>` and `received TurnStatus = failed`, sorted. */
  readonly all: () => ReadonlySet<string>;
  /** The variants and values in the params of a message. */
  readonly inParams: (role: MessageRole, method: string, params: unknown) => ReadonlySet<string>;
  /** The variants and values in the result of a request. */
  readonly inResult: (
    role: 'client request' | 'server request',
    method: string,
    result: unknown,
  ) => ReadonlySet<string>;
}

/**
 * Reads a bundle of `codex app-server generate-json-schema`. A variant is an alternative with a constant field or with one
 * required field of its own name; a value is a member of an enumeration. Each is named by direction, named type and path.
 */
export function schemaElements(bundle: unknown): SchemaElements {
  const definitions = objectOf(objectOf(bundle)['definitions']);
  const branches = new Map<string, Branch>(
    Object.entries(UNIONS).flatMap(([role, [union, direction]]) =>
      listOf(objectOf(definitions[union])['oneOf'])
        .map(objectOf)
        .flatMap((branch) => {
          const method = constantOf(objectOf(branch['properties'])['method']);
          return method === null ? [] : [[`${role} ${method}`, { role, method, branch, direction }] as const];
        }),
    ),
  );
  const found = (walk: (walker: Walker) => void): ReadonlySet<string> => {
    const walker = createWalker(definitions);
    walk(walker);
    return new Set([...walker.names].toSorted());
  };
  const walkParams = (walker: Walker, key: string, subject: Subject): void => {
    const { branch, direction, method } = branches.get(key) ?? {};
    if (branch !== undefined)
      walker.visit(objectOf(objectOf(branch['properties'])['params']), subject, direction!, method!);
  };
  const walkResult = (walker: Walker, key: string, subject: Subject): void => {
    const { branch, direction, method } = branches.get(key) ?? {};
    const ref = branch === undefined ? undefined : resultRef(method!, branch, definitions);
    if (ref === undefined) return;
    walker.visit({ $ref: ref }, subject, direction === 'sent' ? 'received' : 'sent', method!);
  };
  return {
    methods: (role) =>
      [...branches.values()]
        .filter((one) => one.role === role)
        .map(({ method }) => method)
        .toSorted(),
    all: () =>
      found((walker) => {
        for (const [key, { role }] of branches) {
          walkParams(walker, key, EVERY);
          if (role === 'client request' || role === 'server request') walkResult(walker, key, EVERY);
        }
      }),
    inParams: (role, method, value) => found((walker) => walkParams(walker, `${role} ${method}`, { value })),
    inResult: (role, method, value) => found((walker) => walkResult(walker, `${role} ${method}`, { value })),
  };
}

interface Walker {
  readonly names: ReadonlySet<string>;
  visit(schema: JsonObject, subject: Subject, direction: Direction, path: string): void;
}

function createWalker(definitions: JsonObject): Walker {
  const names = new Set<string>();
  const visited = new Set<string>();

  function visit(schema: JsonObject, subject: Subject, direction: Direction, path: string): void {
    const { $ref, properties, items, additionalProperties } = schema;
    if (typeof $ref === 'string') visitType($ref, subject, direction);
    for (const inner of alternativesOf(schema)) {
      if ('every' in subject || hasForm(inner, subject.value, definitions)) visit(inner, subject, direction, path);
    }
    for (const word of listOf(schema['enum'])) {
      if ('every' in subject || subject.value === word) names.add(`${direction} ${path} = ${String(word)}`);
    }
    if (properties !== undefined) visitObject(schema, subject, direction, path);
    for (const inner of [items, additionalProperties]) {
      if (!isJsonObject(inner)) continue;
      for (const member of membersOf(subject, inner === items)) visit(inner, member, direction, `${path}[]`);
    }
  }

  function visitObject(schema: JsonObject, subject: Subject, direction: Direction, path: string): void {
    const variant = variantOf(schema);
    const own = variant === null ? path : `${path}<${variant.name}>`;
    if (variant !== null) names.add(`${direction} ${own}`);
    for (const [name, inner] of Object.entries(objectOf(schema['properties']))) {
      if (name === variant?.constant) continue;
      if ('every' in subject) visit(objectOf(inner), subject, direction, `${own}.${name}`);
      else if (isJsonObject(subject.value) && name in subject.value) {
        visit(objectOf(inner), { value: subject.value[name] }, direction, `${own}.${name}`);
      }
    }
  }

  function visitType(ref: string, subject: Subject, direction: Direction): void {
    const name = `${direction} ${ref}`;
    if ('every' in subject) {
      if (visited.has(name)) return;
      visited.add(name);
    }
    visit(objectOf(definitionAt(definitions, ref)), subject, direction, ref.slice(ref.lastIndexOf('/') + 1));
  }

  return { names, visit };
}

function alternativesOf(schema: JsonObject): JsonObject[] {
  return ['anyOf', 'oneOf', 'allOf'].flatMap((key) => listOf(schema[key]).map(objectOf));
}

function membersOf(subject: Subject, isList: boolean): Subject[] {
  if ('every' in subject) return [subject];
  const members = isList ? listOf(subject.value) : Object.values(objectOf(subject.value));
  return members.map((value) => ({ value }));
}

/** `{ type: 'plan', … }` and `{ httpConnectionFailed: { … } }`. Other objects are no variants. */
function variantOf(schema: JsonObject): { readonly name: string; readonly constant: string | null } | null {
  const properties = objectOf(schema['properties']);
  for (const constant of ['type', 'kind', 'mode', 'action']) {
    const name = constantOf(properties[constant]);
    if (name !== null) return { name, constant };
  }
  const [only, ...others] = Object.keys(properties);
  const isTagged = only !== undefined && others.length === 0 && schema['additionalProperties'] === false;
  return isTagged && listOf(schema['required']).includes(only) ? { name: only, constant: null } : null;
}

/** Whether a value can be of an alternative: its kind, its required fields and its constants. */
function hasForm(schema: JsonObject, value: unknown, definitions: JsonObject): boolean {
  const { $ref, type, properties, required } = schema;
  if (typeof $ref === 'string') return hasForm(objectOf(definitionAt(definitions, $ref)), value, definitions);
  const alternatives = ['anyOf', 'oneOf'].flatMap((key) => listOf(schema[key]).map(objectOf));
  if (alternatives.length > 0) return alternatives.some((one) => hasForm(one, value, definitions));
  if (Array.isArray(schema['enum'])) return schema['enum'].includes(value);
  if (type !== undefined && ![type].flat().includes(kindOf(value))) {
    return kindOf(value) === 'integer' && [type].flat().includes('number');
  }
  if (!isJsonObject(value)) return true;
  if (!listOf(required).every((name) => String(name) in value)) return false;
  return Object.entries(objectOf(properties)).every(([name, inner]) => {
    const constant = constantOf(inner);
    return constant === null || !(name in value) || value[name] === constant;
  });
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

function constantOf(schema: unknown): string | null {
  const words = listOf(objectOf(schema)['enum']);
  const word = words.length === 1 ? words[0] : objectOf(schema)['const'];
  return typeof word === 'string' ? word : null;
}

import { isJsonObject, listOf, objectOf, type JsonObject } from '../util/json-object.ts';
import { definitionAt } from './answer-schema.ts';

/** Reads the members of a value that its schema does not name: `params.turn.new`; `[]` is an element of a list. */
export type UndeclaredMembers = (value: unknown, schema: unknown) => string[];

/** Makes a reader for schemas with these definitions. Where a schema allows any member, or any value, all are declared. */
export function createUndeclaredMembers(definitions: JsonObject): UndeclaredMembers {
  const known = new Map<unknown, readonly JsonObject[]>();

  /** The schemas that a schema consists of: those of its references and unions. */
  function alternatives(schema: unknown): readonly JsonObject[] {
    let found = known.get(schema);
    if (found === undefined) known.set(schema, (found = newAlternatives(schema)));
    return found;
  }

  function newAlternatives(schema: unknown): readonly JsonObject[] {
    if (schema === true) return [{}];
    if (!isJsonObject(schema)) return [];
    const { $ref, anyOf, oneOf, allOf, ...own } = schema;
    if (typeof $ref === 'string') return alternatives(definitionAt(definitions, $ref));
    const unions = [anyOf, oneOf, allOf].filter((list) => list !== undefined);
    const inner = unions.flatMap(listOf).flatMap(alternatives);
    return unions.length > 0 && own['properties'] === undefined ? inner : [own, ...inner];
  }

  /** False for the variants of a union that another `type`, or another type of JSON, excludes. */
  function fits(value: object, { type, properties }: JsonObject): boolean {
    const types = type === undefined ? [] : [type].flat();
    if (types.length > 0 && !types.includes(Array.isArray(value) ? 'array' : 'object')) return false;
    const variants = alternatives(objectOf(properties)['type']).flatMap((one) => listOf(one['enum']));
    const variant = (value as JsonObject)['type'];
    return variants.length === 0 || variant === undefined || variants.includes(variant);
  }

  function walk(value: unknown, schemas: readonly unknown[], place: string, found: Set<string>): void {
    if (typeof value !== 'object' || value === null) return;
    const fitting = schemas.flatMap(alternatives).filter((one) => fits(value, one));
    if (fitting.length === 0 || fitting.some(isAny)) return;
    if (Array.isArray(value)) {
      const items = fitting.flatMap((one) => one['items'] ?? []);
      for (const inner of value) walk(inner, items, `${place}[]`, found);
      return;
    }
    for (const [name, inner] of Object.entries(value)) {
      const path = place === '' ? name : `${place}.${name}`;
      const own = fitting.flatMap((one) => declared(one, name));
      if (own.length === 0) found.add(path);
      else walk(inner, own, path, found);
    }
  }

  return (value, schema) => {
    const found = new Set<string>();
    walk(value, [schema], '', found);
    return [...found];
  };
}

/** The schemas of a member. */
function declared({ properties, additionalProperties }: JsonObject, name: string): unknown[] {
  const named = objectOf(properties);
  if (Object.hasOwn(named, name)) return [named[name]];
  return isJsonObject(additionalProperties) ? [additionalProperties] : [];
}

/** True for a schema that says nothing of an object or a list. */
function isAny({ type, properties, additionalProperties, items, enum: words }: JsonObject): boolean {
  const parts = [type, properties, additionalProperties, items, words];
  return additionalProperties === true || parts.every((part) => part === undefined);
}

import { type JsonObject, listOf, objectOf } from '../../util/json-object.ts';

/** A text member; null if it is missing or no text. */
export function textIn(fields: JsonObject, name: string): string | null {
  const value = fields[name];
  return typeof value === 'string' ? value : null;
}

/** An object member; empty if it is missing or no object. */
export function objectIn(fields: JsonObject, name: string): JsonObject {
  return objectOf(fields[name]);
}

/** A list member; empty if it is missing or no list. */
export function listIn(fields: JsonObject, name: string): readonly unknown[] {
  return listOf(fields[name]);
}

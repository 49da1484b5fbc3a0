/** A JSON object with members of any type. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value itself if it is a JSON object; otherwise an empty one. */
export function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** The value itself if it is a list; otherwise an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The object in a JSON text; null for anything else. */
export function parseJsonObject(text: string): JsonObject | null {
  if (!text.startsWith('{')) return null;
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The object with another value at a place, by keys and indices. */
export function replacedAt(object: JsonObject, at: readonly (string | number)[], value: unknown): JsonObject {
  return replaced(object, at, value) as JsonObject;
}

function replaced(value: unknown, [key, ...rest]: readonly (string | number)[], next: unknown): unknown {
  if (key === undefined) return next;
  if (Array.isArray(value)) return value.with(Number(key), replaced(value[Number(key)], rest, next));
  const object = value as JsonObject;
  return { ...object, [key]: replaced(object[key], rest, next) };
}

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

/** A JSON object of which nothing more is known. */
export type Fields = Readonly<Record<string, unknown>>;

/** The value as an object; an empty one for anything else. */
export function asFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** The value as a list; an empty one for anything else. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The JSON text as an object; null for anything else. */
export function parseFields(text: string): Fields | null {
  if (!text.startsWith('{')) return null;
  try {
    return asFields(JSON.parse(text));
  } catch {
    return null;
  }
}

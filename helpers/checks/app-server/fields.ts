/** A JSON object of which nothing more is known. */
export type Fields = Readonly<Record<string, unknown>>;

/** The value itself if it is a JSON object, an empty one otherwise: what is not there is not found in it either. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** A text member; null if it is missing or no text. */
export function textIn(fields: Fields, name: string): string | null {
  const value = fields[name];
  return typeof value === 'string' ? value : null;
}

/** An object member; empty if it is missing or no object. */
export function fieldsIn(fields: Fields, name: string): Fields {
  return fieldsOf(fields[name]);
}

/** A list member; empty if it is missing or no list. */
export function listIn(fields: Fields, name: string): readonly unknown[] {
  const value = fields[name];
  return Array.isArray(value) ? value : [];
}

import type * as z from 'zod';
import type { Immutable } from '../immutable.ts';
import { makeVisible } from './visible.ts';

/**
 * The text of a JSON file: indented by two spaces, with a line break at its end. Keys stay in the order of the object.
 * Characters that a terminal or an editor would act on are written as `\u` escapes, so that the file is safe to print.
 */
export function jsonText(value: unknown): string {
  return `${makeVisible(JSON.stringify(value, null, 2), '\n')}\n`;
}

/**
 * The same for a value of a schema, which orders the keys and leaves out those that it does not name.
 *
 * @throws ZodError for a value that does not fit the schema
 */
export function jsonOf<S extends z.ZodType>(schema: S, value: Immutable<z.input<S>>): string {
  return jsonText(schema.parse(value));
}

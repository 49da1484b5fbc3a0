import { makeVisible } from '../../util/text/visible.ts';

/** The version of the shape of all result files. Raised when a reader of the older one could go wrong. */
export const RESULT_SCHEMA_VERSION = 1;

/**
 * The text of a JSON file: indented by two spaces, with a line break at its end. Keys stay in the order of the object.
 * Characters that a terminal or an editor would act on are written as `\u` escapes, so that the file is safe to print.
 */
export function jsonText(value: unknown): string {
  return `${makeVisible(JSON.stringify(value, null, 2), '\n')}\n`;
}

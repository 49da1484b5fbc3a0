import { parseJsonObject, type JsonObject } from '../util/json-object.ts';

/** Changes a JSON object in a line of text if it matches; any other text stays. */
export function changeJsonLine(
  text: string,
  matches: (value: JsonObject) => boolean,
  change: (value: JsonObject) => readonly JsonObject[],
): string[] {
  const value = parseJsonObject(text);
  return value !== null && matches(value) ? change(value).map((next) => JSON.stringify(next)) : [text];
}

import { isJsonObject, type JsonObject } from '../../util/json-object.ts';

/** A value inside a message that is no object: a text, number, boolean or null, or a list as a whole. */
export interface Leaf {
  /** Indices and ids folded, variants named by their `type`: `params.turn.items[](agentMessage).text`. */
  readonly path: string;
  readonly at: readonly (string | number)[];
  readonly value: unknown;
}

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** All leaves of a message, lists that hold something among them. */
export function leavesOf(message: JsonObject): Leaf[] {
  return leavesIn(message, '', []);
}

function leavesIn(value: unknown, path: string, at: Leaf['at']): Leaf[] {
  if (Array.isArray(value)) {
    const elements: readonly unknown[] = value;
    return [
      ...(elements.length > 0 ? [{ path: `${path}[]`, at, value }] : []),
      ...elements.flatMap((one, index) => leavesIn(one, `${path}[]${variantOf(one)}`, [...at, index])),
    ];
  }
  if (!isJsonObject(value)) return [{ path, at, value }];
  return Object.entries(value).flatMap(([key, inner]) =>
    leavesIn(inner, `${path}${path === '' ? '' : '.'}${ID.test(key) ? '<id>' : key}${variantOf(inner)}`, [...at, key]),
  );
}

/** The `type` of an object, in parentheses; nothing for other values. */
function variantOf(value: unknown): string {
  const type = isJsonObject(value) ? value['type'] : undefined;
  return typeof type === 'string' ? `(${type})` : '';
}

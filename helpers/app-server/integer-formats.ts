import { objectOf } from '../util/json-object.ts';

/** Of `usize`, which is `uint`. */
const WORD_BITS = 64;

/**
 * A copy of schemas in which each integer has the limits of its `format`, which JSON Schema does not define: `uint16` is 0 to
 * 65535. Numbers are doubles, so that a value one beyond the limit of 64 bits is taken for the limit.
 */
export function withIntegerLimits(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withIntegerLimits);
  if (typeof schema !== 'object' || schema === null) return schema;
  const limits = limitsOf(objectOf(schema)['format']);
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, withIntegerLimits(value)]));
  return { ...limits, ...inner };
}

function limitsOf(format: unknown): { readonly minimum: number; readonly maximum: number } | undefined {
  const [, unsigned, digits] = /^(u?)int(8|16|32|64|)$/.exec(typeof format === 'string' ? format : '') ?? [];
  if (digits === undefined) return undefined;
  const bits = digits === '' ? WORD_BITS : Number(digits);
  return unsigned === 'u'
    ? { minimum: 0, maximum: 2 ** bits - 1 }
    : { minimum: -(2 ** (bits - 1)), maximum: 2 ** (bits - 1) - 1 };
}

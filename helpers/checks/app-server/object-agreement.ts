import { isDeepStrictEqual } from 'node:util';
import type { Evidence } from '../verdict.ts';
import type { JsonObject } from '../../util/json-object.ts';
import type { WireObject } from '../../queries/wire-objects.ts';
import { onWire } from '../../queries/wire-messages.ts';

/** Evidence of a field of an object on a wire. */
export function fieldFault(
  { process, line, method, path }: WireObject,
  field: string,
  values: { readonly expected: unknown; readonly actual: unknown },
): Evidence {
  return {
    ...onWire(process, line, `${method} ${path}.${field}`),
    expected: JSON.stringify(values.expected),
    actual: JSON.stringify(values.actual),
  };
}

/** What was compared, and what was found. */
export interface FieldComparison {
  readonly compared: number;
  readonly faults: readonly Evidence[];
}

/** Compares the fields of an object with those of an earlier one on the same subject; a field that only one has is a fault. */
export function compareFields(
  expected: JsonObject,
  actual: WireObject,
  isCompared: (field: string, expected: unknown, actual: unknown) => boolean,
): FieldComparison {
  const fields = [...new Set([...Object.keys(expected), ...Object.keys(actual.value)])].filter((field) =>
    isCompared(field, expected[field], actual.value[field]),
  );
  const faults = fields
    .filter((field) => !isDeepStrictEqual(expected[field], actual.value[field]))
    .map((field) => fieldFault(actual, field, { expected: expected[field], actual: actual.value[field] }));
  return { compared: fields.length, faults };
}

/** The sum of comparisons. */
export function allOf(comparisons: readonly FieldComparison[]): FieldComparison {
  return {
    compared: comparisons.reduce((sum, { compared }) => sum + compared, 0),
    faults: comparisons.flatMap(({ faults }) => faults),
  };
}

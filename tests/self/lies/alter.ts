import { isDeepStrictEqual } from 'node:util';

type Mapper = (value: unknown) => unknown;

/** Which of the matching values are changed: those with these numbers, from 1. @default all */
type Only = readonly number[];

/** The value without the key. */
export const DELETE = Symbol('delete');

/**
 * A mapper of values that match `pattern`: an object matches if all its fields do, an array if it has an element for each
 * of the pattern's, a RegExp matches texts, everything else itself. `change` is merged into the value; a function in it
 * maps the old value, {@link DELETE} removes the key, an array replaces.
 */
export function alter(pattern: unknown, change: unknown, only?: Only): Mapper {
  let count = 0;
  return (value) => {
    if (!matches(value, pattern)) return value;
    count += 1;
    return only === undefined || only.includes(count) ? merged(value, change) : value;
  };
}

/** A mapper of lines of JSON. What no mapper changes keeps its spelling. */
export function lines(...mappers: readonly Mapper[]): (line: string) => string {
  return (line) => {
    const value = parsed(line);
    if (value === undefined) return line;
    const after = mappers.reduce<unknown>((one, map) => map(one), value);
    return isDeepStrictEqual(value, after) ? line : JSON.stringify(after);
  };
}

/** A mapper of lines that drops those that match. */
export function drops(pattern: unknown, only?: Only): (line: string) => string | null {
  let count = 0;
  return (line) => {
    if (!matches(parsed(line), pattern)) return line;
    count += 1;
    return only === undefined || only.includes(count) ? null : line;
  };
}

/** A mapper of lines that writes the first one that matches twice. */
export function doubles(pattern: unknown): (line: string) => string {
  let isDone = false;
  return (line) => {
    if (isDone || !matches(parsed(line), pattern)) return line;
    isDone = true;
    return `${line}\n${line}`;
  };
}

/** Hooks that change the response to each request with this method. */
export function answering(
  method: string,
  change: unknown,
  only?: Only,
): { stdin: (line: string) => string; stdout: (line: string) => string } {
  const asked = new Set<unknown>();
  let count = 0;
  return {
    stdin(line) {
      const message = parsed(line);
      if (matches(message, { method })) asked.add(at(message, 'id'));
      return line;
    },
    stdout(line) {
      const message = parsed(line);
      if (at(message, 'method') !== undefined || !asked.has(at(message, 'id'))) return line;
      if (at(message, 'result') === undefined) return line;
      count += 1;
      if (only !== undefined && !only.includes(count)) return line;
      return JSON.stringify(merged(message, { result: change }));
    },
  };
}

/** One mapper of several, each of what the one before gave. */
export function inTurn(...maps: readonly ((line: string) => string)[]): (line: string) => string {
  return (line) => maps.reduce((text, map) => map(text), line);
}

/** The JSON of a line; undefined if it is not JSON. */
export function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

/** The field at the end of a path; undefined if it is missing. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (one, key) => (typeof one === 'object' && one !== null ? (one as Record<string, unknown>)[key] : undefined),
    value,
  );
}

/** True if a value has all that a pattern names. */
export function matches(value: unknown, pattern: unknown): boolean {
  if (pattern instanceof RegExp) return typeof value === 'string' && pattern.test(value);
  if (Array.isArray(pattern)) {
    return Array.isArray(value) && pattern.every((one) => value.some((element) => matches(element, one)));
  }
  if (typeof pattern !== 'object' || pattern === null) return value === pattern;
  return Object.entries(pattern).every(([key, one]) => matches(at(value, key), one));
}

function merged(value: unknown, change: unknown): unknown {
  if (typeof change === 'function') return (change as Mapper)(value);
  if (typeof change !== 'object' || change === null || Array.isArray(change)) return change;
  const copy: Record<string, unknown> = { ...(value as object) };
  for (const [key, one] of Object.entries(change)) {
    if (one === DELETE) delete copy[key];
    else copy[key] = merged(copy[key], one);
  }
  return Array.isArray(value) ? value.map((_, index) => copy[index]) : copy;
}

import type { Recording } from './recording.ts';
import { sanitiseDeltas } from './sanitise/deltas.ts';
import { secretInField } from './sanitise/fields.ts';
import { findSpans } from './sanitise/find-spans.ts';
import { createKnownFinder, type KnownValues } from './sanitise/known-values.ts';
import { sanitiseRecording } from './sanitise/sanitise-recording.ts';
import { BACKSLASHES_AT_END, REDACTED, replaceSpans } from './sanitise/spans.ts';

/** A replacement can uncover another secret; each round leaves fewer. */
const MAX_ROUNDS = 5;

/** Short texts, such as names of fields, are frequent; caching their results makes a request body twice as fast. */
const SHORT = 100;
const MAX_SHORT = 10_000;

/**
 * Replaces secrets by `<REDACTED>` and local paths by their placeholders. JSON stays JSON, lines stay lines, equal texts stay
 * equal, and a second pass changes nothing.
 */
export interface Sanitiser {
  /** Any text: prose, JSON, JSON Lines, a log; secrets in it may be escaped. */
  readonly text: (text: string) => string;
  /** A JSON value: the strings in it and the names of its fields. */
  readonly json: <T>(value: T) => T;
  /** Every text in a recording. Ids, numbers, hashes and names from fixed lists stay unchanged. */
  readonly recording: (recording: Recording) => Recording;
}

/**
 * Creates a sanitiser for the known values of a run. It also replaces secrets of known shapes (`sanitise/secret-shapes.ts`) and
 * secrets that a name, a header or a URL gives away (`sanitise/secret-contexts.ts`).
 */
export function createSanitiser(known: KnownValues): Sanitiser {
  const finder = createKnownFinder(known);

  function pieces(parts: readonly string[]): readonly string[] {
    let current = parts;
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const spans = findSpans(current.join(''), finder);
      const next = replaceSpans(current, spans);
      const changed = next.some((part, index) => part !== current[index]);
      current = next;
      if (!changed || spans.every(({ replacement }) => replacement !== REDACTED)) break;
    }
    return current;
  }

  const short = new Map<string, string>();

  function text(whole: string): string {
    if (whole.length > SHORT) return pieces([whole])[0] ?? '';
    const known = short.get(whole);
    if (known !== undefined) return known;
    const result = pieces([whole])[0] ?? '';
    if (short.size < MAX_SHORT) short.set(whole, result);
    return result;
  }

  function value(item: unknown): unknown {
    if (typeof item === 'string') return text(item);
    if (Array.isArray(item)) return item.map(value);
    if (typeof item !== 'object' || item === null) return item;
    return Object.fromEntries(Object.entries(item).map(([name, field]) => [text(name), fieldValue(name, field)]));
  }

  function fieldValue(name: string, field: unknown): unknown {
    if (typeof field !== 'string') return value(field);
    const start = secretInField(name, field);
    return start === null
      ? text(field)
      : field.slice(0, start) + REDACTED + (BACKSLASHES_AT_END.exec(field)?.[0] ?? '');
  }

  const sanitiser = {
    text,
    json: <T>(item: T): T => value(item) as T,
    texts: (lines: readonly string[]): string[] => sanitiseDeltas(lines, text, pieces),
  };
  return { ...sanitiser, recording: (recording) => sanitiseRecording(recording, sanitiser) };
}

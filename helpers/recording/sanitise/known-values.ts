import { layersOf } from './unescape-map.ts';
import { REDACTED, type Span } from './spans.ts';
import { createPathFinder, type KnownPath } from './known-paths.ts';

/** The values of a run that must not be written. */
export interface KnownValues {
  /** Absolute paths and their placeholders, such as `<HOME>`. A path and its real path are two entries. */
  readonly paths: readonly KnownPath[];
  /** Secrets, whatever they look like. */
  readonly secrets: readonly string[];
}

/** Finds known values in one layer of a text. */
export interface KnownFinder {
  readonly paths: (text: string) => Span[];
  readonly secrets: (text: string) => Span[];
}

/** Not replaced with the secret: they may be a quotation mark or a part of an escape of the JSON around it. */
const EDGES = /^[\s"'\\]+|[\s"'\\]+$/g;
const NUMBER = /^[\d.]+$/;

/** Prepares the search for known values. Empty ones are ignored. */
export function createKnownFinder(known: KnownValues): KnownFinder {
  const placeholders = [REDACTED, ...known.paths.map(({ placeholder }) => placeholder)];
  const forms = new Set(
    known.secrets.flatMap((secret) => layersOf(secret.replaceAll(EDGES, '')).all.map(({ text }) => text)),
  );
  const secrets = [...forms].filter((text) => !placeholders.some((placeholder) => placeholder.includes(text)));
  return {
    paths: createPathFinder(known.paths, placeholders),
    secrets: (text) => secrets.flatMap((secret) => occurrences(text, secret)),
  };
}

function occurrences(text: string, secret: string): Span[] {
  const spans: Span[] = [];
  for (let start = text.indexOf(secret); start !== -1; start = text.indexOf(secret, start + secret.length)) {
    const end = start + secret.length;
    if (!NUMBER.test(secret) || !isJsonNumber(text, start, end)) spans.push({ start, end, replacement: REDACTED });
  }
  return spans;
}

/** A placeholder instead of a JSON number would not be JSON. */
function isJsonNumber(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 16), start);
  const after = text.slice(end, end + 16);
  return /[\d.]$/.test(before) || /^[\d.]/.test(after) || (/[:,[]\s*-?$/.test(before) && /^\s*[,}\]]/.test(after));
}

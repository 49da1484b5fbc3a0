import { layersOf } from './layers.ts';
import { REDACTED, type Span } from './spans.ts';

/** What a run knows of its own surroundings. */
export interface KnownValues {
  /** Absolute paths and what to write instead, such as `<HOME>`. Give a path and its real path both. */
  readonly paths: readonly KnownPath[];
  /** Values that must never be written, whatever they look like. */
  readonly secrets: readonly string[];
}

/** One path that is different on each machine or in each run. */
export interface KnownPath {
  readonly path: string;
  readonly placeholder: string;
}

/** Finds known values in a text that is free of escapes. */
export interface KnownFinder {
  paths(text: string): Span[];
  secrets(text: string): Span[];
}

/** Characters that go on a file name. Not those of scripts that put no space between a word and a path. */
const NAME_CHARACTER = /[\p{Script=Latin}\p{N}_.~)}-]/u;
const NAME_GOES_ON = /^[.~-]*[\p{Script=Latin}\p{N}_]/u;
/** What may stand right before an absolute path although it ends in a character of a name: `-C/root`, `file:///root`, `file://host/root`. */
const GLUED = /(?:^|[\s"'=])-[A-Za-z]$|:\/\/$|\bfile:\/\/[\w.-]*$/;

const NUMBER = /^[\d.]+$/;
/** Replaced with the secret, these could take a quotation mark or half an escape from the JSON around it. */
const EDGES = /^[\s"'\\]+|[\s"'\\]+$/g;

/** Prepares the search for known values: the longest first, empty ones and the root folder never. */
export function createKnownFinder(known: KnownValues): KnownFinder {
  const paths = longestFirst(
    known.paths.map(({ path, placeholder }) => ({ text: readable(path).replace(/(?<=.)[/\\]+$/, ''), placeholder })),
  ).filter(({ text }) => text !== '/');
  const placeholders = [REDACTED, ...paths.map(({ placeholder }) => placeholder)];
  const secrets = longestFirst(
    known.secrets.flatMap((secret) => layersOf(secret.replace(EDGES, '')).all).map(({ text }) => ({ text })),
  ).filter(({ text }) => !placeholders.some((placeholder) => placeholder.includes(text)));
  return {
    paths: (text) =>
      paths.flatMap((path) => occurrences(text, path.text, path.placeholder).filter(isWholePath(text, placeholders))),
    secrets: (text) =>
      secrets.flatMap((secret) => {
        const spans = occurrences(text, secret.text, REDACTED);
        return NUMBER.test(secret.text) ? spans.filter(isNoJsonNumber(text)) : spans;
      }),
  };
}

/** A path as it looks once escapes are undone: a Windows path such as `C:\new` has something that looks like one. */
function readable(path: string): string {
  const layers = layersOf(path);
  return layers.all[layers.unescaped]!.text;
}

function longestFirst<T extends { readonly text: string }>(values: readonly T[]): T[] {
  const distinct = new Map(values.toReversed().map((value) => [value.text, value]));
  distinct.delete('');
  return [...distinct.values()].toSorted((a, b) => b.text.length - a.text.length);
}

function occurrences(text: string, wanted: string, replacement: string): Span[] {
  const spans: Span[] = [];
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) {
    spans.push({ start: at, end: at + wanted.length, replacement });
  }
  return spans;
}

function isWholePath(text: string, placeholders: readonly string[]): (span: Span) => boolean {
  return ({ start, end }) => {
    if (NAME_GOES_ON.test(text.slice(end, end + 16))) return false;
    const before = text.charAt(start - 1);
    if (before === '<' && text.charAt(end) === '>') return false;
    if (before === '>') return !placeholders.some((placeholder) => text.endsWith(placeholder, start));
    return (before !== '/' && !NAME_CHARACTER.test(before)) || GLUED.test(text.slice(Math.max(0, start - 80), start));
  };
}

function isNoJsonNumber(text: string): (span: Span) => boolean {
  return ({ start, end }) => {
    const before = text.slice(Math.max(0, start - 16), start);
    const after = text.slice(end, end + 16);
    return !/[\d.]$/.test(before) && !/^[\d.]/.test(after) && !(/[:,[]\s*-?$/.test(before) && /^\s*[,}\]]/.test(after));
  };
}

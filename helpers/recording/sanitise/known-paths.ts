import { layersOf } from './unescape-map.ts';
import type { Span } from './spans.ts';

/** One path that is different on each machine or in each run. */
export interface KnownPath {
  readonly path: string;
  readonly placeholder: string;
}

/** Characters that go on a file name. Not those of scripts that put no space between a word and a path. */
const NAME_CHARACTER = /[\p{Script=Latin}\p{N}_.~)}-]/u;
const NAME_GOES_ON = /^(?:~|[.-]*[\p{Script=Latin}\p{N}_])/u;
/** What may stand right before an absolute path although it looks like a part of one: `-C/root`, `file:///root`, `file://host/root`. */
const GLUED = /(?:^|[\s"'=])-[A-Za-z]$|:\/\/$|\bfile:\/\/[\w.-]*$/;

/**
 * Prepares the search for paths in a text that is free of escapes: at the boundaries of a path's parts only, the longest first.
 * The root folder is not sought.
 *
 * @param placeholders everything that may stand for a path already
 */
export function createPathFinder(
  known: readonly KnownPath[],
  placeholders: readonly string[],
): (text: string) => Span[] {
  const paths = known
    .map(({ path, placeholder }) => ({ path: readable(path), placeholder }))
    .filter(({ path }) => path !== '' && path !== '/')
    .toSorted((a, b) => b.path.length - a.path.length);
  if (paths.length === 0) return () => [];
  const anyPath = new RegExp(paths.map(({ path }) => escaped(path)).join('|'), 'g');
  return (text) => {
    const spans: Span[] = [];
    anyPath.lastIndex = 0;
    for (let match = anyPath.exec(text); match !== null; match = anyPath.exec(text)) {
      const start = match.index;
      // Where a longer path turns out to be the beginning of another name, a shorter one may still be whole.
      const found = paths.find(({ path }) => text.startsWith(path, start) && isWholeAt(text, start + path.length));
      if (found === undefined || !mayBeginAt(text, start, found.path.length, placeholders)) {
        anyPath.lastIndex = start + 1;
        continue;
      }
      anyPath.lastIndex = start + found.path.length;
      spans.push({ start, end: anyPath.lastIndex, replacement: found.placeholder });
    }
    return spans;
  };
}

/** Without slashes at its end, and as it looks once escapes are undone: `C:\new` has something that looks like one. */
function readable(path: string): string {
  const layers = layersOf(path.replace(/(?<=.)[/\\]+$/, ''));
  return layers.all[layers.unescaped]!.text;
}

function escaped(path: string): string {
  return path.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}

function isWholeAt(text: string, end: number): boolean {
  return !NAME_GOES_ON.test(text.slice(end, end + 16));
}

function mayBeginAt(text: string, start: number, length: number, placeholders: readonly string[]): boolean {
  const before = text.charAt(start - 1);
  if (before === '<' && text.charAt(start + length) === '>') return false;
  if (before === '>') return !placeholders.some((placeholder) => text.endsWith(placeholder, start));
  return (before !== '/' && !NAME_CHARACTER.test(before)) || GLUED.test(text.slice(Math.max(0, start - 80), start));
}

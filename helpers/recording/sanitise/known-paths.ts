import { layersOf } from './unescape-map.ts';
import type { Span } from './spans.ts';

/** A path that differs between machines or runs. */
export interface KnownPath {
  readonly path: string;
  readonly placeholder: string;
}

/** Characters that continue a file name; not those of scripts without spaces between words. */
const NAME_CHARACTER = /[\p{Script=Latin}\p{N}_.~)}-]/u;
const NAME_GOES_ON = /^(?:~|[.-]*[\p{Script=Latin}\p{N}_])/u;
/** Text that may stand directly before an absolute path: `-C/root`, `file:///root`, `file://host/root`. */
const GLUED = /(?:^|[\s"'=])-[A-Za-z]$|:\/\/$|\bfile:\/\/[\w.-]*$/;

/**
 * Prepares the search for paths in a text without escapes: whole names only, the longest path first, never the root folder.
 *
 * @param placeholders all placeholders that may have replaced a path before
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
      // If a longer path is only the beginning of another name, a shorter one may still be whole.
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

/** Without trailing slashes, and with escapes undone as in the text: `C:\new` seems to have one. */
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

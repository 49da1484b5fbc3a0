import { matchesPattern } from './glob.ts';
import { nearest } from '../util/text/nearest.ts';

/** More suggestions are no longer a hint. */
const MOST = 3;

/** Shorter words are part of too many names. */
const SHORTEST_PART = 3;

/**
 * Patterns of `--only` that match some of the names, similar to one that matches none; at most three. A pattern without
 * `*` and `?` gives names and folders of names.
 */
export function similarPatterns(pattern: string, names: readonly string[]): string[] {
  const path = pattern.replaceAll(/^\/+|\/+$/g, '');
  if (path === '') return [];
  if (/[*?]/.test(path)) return similarGlob(path, names);
  const all = withFolders(names);
  const within = all.filter((name) => name.endsWith(`/${path}`));
  if (within.length > 0) return within.slice(0, MOST);
  const near = corrected(path, names) ?? nearest(path, all);
  if (near !== undefined) return [near];
  const containing = path.length < SHORTEST_PART ? [] : all.filter((name) => name.includes(path));
  if (containing.length > 0) return containing.slice(0, MOST);
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  return folder.includes('/') && all.includes(folder) ? [folder] : [];
}

/** The hint for patterns without a match; undefined without similar names. */
export function similarHint(patterns: readonly string[], names: readonly string[]): string | undefined {
  const similar = patterns.flatMap((pattern) => similarPatterns(pattern, names)).slice(0, MOST);
  if (similar.length === 0) return undefined;
  // As a shell needs them.
  const quoted = similar.map((one) => (/[*?]/.test(one) ? `'${one}'` : one));
  const last = quoted.pop();
  return `Did you mean ${quoted.length === 0 ? '' : `${quoted.join(', ')} or `}${last}?`;
}

function similarGlob(path: string, names: readonly string[]): string[] {
  const placed = [path, `**/${path}`, `${path}/**`, `**/${path}/**`];
  const found = placed.find((one) => matchesOne(one, names));
  if (found !== undefined) return [found];
  for (const one of placed) {
    const near = corrected(one, names);
    if (near !== undefined) return [near];
  }
  return [];
}

/** The same pattern, each misspelt part replaced by the nearest one that can follow; undefined if one has none. */
function corrected(pattern: string, names: readonly string[]): string | undefined {
  const segments = [...new Set(names.flatMap((name) => name.split('/')))];
  let path = '';
  for (const part of pattern.split('/')) {
    const next = (segment: string) => (path === '' ? segment : `${path}/${segment}`);
    const isPossible = (segment: string) =>
      [next(segment), `${next(segment)}/**`].some((one) => matchesOne(one, names));
    const meant = /[*?]/.test(part) || isPossible(part) ? part : nearest(part, segments.filter(isPossible));
    if (meant === undefined) return undefined;
    path = next(meant);
  }
  return matchesOne(path, names) ? path : undefined;
}

function matchesOne(pattern: string, names: readonly string[]): boolean {
  return names.some((name) => matchesPattern(pattern, name));
}

function withFolders(names: readonly string[]): string[] {
  const paths = names.flatMap((name) => {
    const parts = name.split('/');
    return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  });
  return [...new Set(paths)];
}

import picomatch from 'picomatch';

const compiled = new Map<string, (name: string) => boolean>();

/**
 * True if a pattern of `--only` matches the name of a scenario or the id of a check.
 *
 * `*` stands for any characters but `/`, `?` for one of them, and `**` as a whole part for any number of parts; all other
 * characters stand for themselves. A pattern without these matches the name and everything below it: `exec` matches
 * `exec/resume/by-id`.
 */
export function matchesPattern(pattern: string, name: string): boolean {
  const path = pattern.replace(/\/$/, '');
  if (!isGlob(path)) return name === path || name.startsWith(`${path}/`);
  const matches = compiled.get(path) ?? picomatch(path.replaceAll(/[^\w*?/.-]/g, String.raw`\$&`), { dot: true });
  compiled.set(path, matches);
  return matches(name);
}

/** True for a pattern with `*` or `?`. */
export function isGlob(pattern: string): boolean {
  return /[*?]/.test(pattern);
}

/** True if there are no patterns, or if one of them matches. See {@link matchesPattern}. */
export function matchesAny(patterns: readonly string[], name: string): boolean {
  return patterns.length === 0 || patterns.some((pattern) => matchesPattern(pattern, name));
}

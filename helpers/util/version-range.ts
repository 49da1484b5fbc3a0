import Range from 'semver/classes/range.js';
import parse from 'semver/functions/parse.js';
import validRange from 'semver/ranges/valid.js';
import { compare } from './text/compare.ts';

/** True for a full version, such as `0.98.0` or `0.99.0-alpha.1`. */
export function isVersion(text: string): boolean {
  return parse(text)?.version === text;
}

/** True for a range as npm writes it, such as `*`, `0.98.0` or `>=0.99.0 <0.117.0`, but not for an empty text or a word. */
export function isVersionRange(text: string): boolean {
  return text === '*' || (/\d/.test(text) && validRange(text) !== null);
}

/**
 * True if a version lies in a range. Pre-releases are ordered by Semantic Versioning 2.0.0, section 11: `0.99.0-alpha.1`
 * lies in `<0.99.0` and not in `>=0.99.0`. A text that is no version lies in `*` only.
 *
 * @param range one for which {@link isVersionRange} holds
 */
export function isInRange(version: string, range: string): boolean {
  return range === '*' || new Range(range, { includePrerelease: true }).test(version);
}

/**
 * Orders versions from the oldest to the newest, by Semantic Versioning 2.0.0, section 11; texts that are no version come
 * last. Versions of the same precedence, such as builds, are ordered by code unit.
 */
export function byVersion(a: string, b: string): number {
  const [versionA, versionB] = [parse(a), parse(b)];
  const order =
    versionA === null || versionB === null
      ? Number(versionA === null) - Number(versionB === null)
      : versionA.compare(versionB);
  return order || compare(a, b);
}

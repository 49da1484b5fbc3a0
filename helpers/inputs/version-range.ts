import { compare } from '../util/text/compare.ts';
import Range from 'semver/classes/range.js';
import parse from 'semver/functions/parse.js';

/** True if a version lies in a range. */
type VersionRange = (version: string) => boolean;

const NUMBER_PATTERN = String.raw`(?:0|[1-9]\d{0,8})`;
const IDENTIFIER_PATTERN = String.raw`(?:${NUMBER_PATTERN}|\d*[A-Za-z-][0-9A-Za-z-]*)`;
const VERSION_PATTERN = [
  String.raw`${NUMBER_PATTERN}\.${NUMBER_PATTERN}\.${NUMBER_PATTERN}`,
  String.raw`(?:-${IDENTIFIER_PATTERN}(?:\.${IDENTIFIER_PATTERN})*)?`,
  String.raw`(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?`,
].join('');
/** One version, in full. */
export const VERSION = new RegExp(`^${VERSION_PATTERN}$`);

const COMPARATOR_PATTERN = `(?:>=|<=|>|<|=)?${VERSION_PATTERN}`;

/** What {@link parseVersionRange} understands. */
export const VERSION_RANGE = new RegExp(String.raw`^(?:\*|${COMPARATOR_PATTERN}(?: ${COMPARATOR_PATTERN})*)$`);

/**
 * Understands `*`, one version, or comparisons of which all must hold: `0.98.0`, `>=0.96.0`, `>=0.99.0 <0.117.0`.
 *
 * Versions are ordered by Semantic Versioning 2.0.0, section 11, and by nothing more: `0.99.0-alpha.1` comes before
 * `0.99.0`, so it lies in `<0.99.0` and not in `>=0.99.0`. A text that is no version lies in `*` only.
 *
 * @param range of the form {@link VERSION_RANGE}
 */
export function parseVersionRange(range: string): VersionRange {
  if (!VERSION_RANGE.test(range)) throw new Error(`not a range of versions: ${JSON.stringify(range)}`);
  if (range === '*') return () => true;
  const parsed = new Range(range, { includePrerelease: true });
  return (version) => parsed.test(version);
}

/**
 * Orders versions from the oldest to the newest, by Semantic Versioning 2.0.0, section 11. Texts that are no version come
 * last. Those of the same precedence, such as builds of one version, are ordered by code unit, so that no order is left to chance.
 */
export function byVersion(a: string, b: string): number {
  const [versionA, versionB] = [parse(a), parse(b)];
  const order =
    versionA === null || versionB === null
      ? Number(versionA === null) - Number(versionB === null)
      : versionA.compare(versionB);
  return order || compare(a, b);
}

/** True if a version lies in a range. */
type VersionRange = (version: string) => boolean;

interface Version {
  /** Major, minor and patch. */
  readonly numbers: readonly number[];
  /** Its identifiers; empty for a release. */
  readonly prerelease: readonly string[];
}

const VERSION_PATTERN = String.raw`(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?`;
const COMPARATOR_PATTERN = `(>=|<=|>|<|=)?${VERSION_PATTERN}`;
const VERSION = new RegExp(`^${VERSION_PATTERN}$`);
const COMPARATOR = /^(>=|<=|>|<|=)?(\d.*)$/;

/** What {@link parseVersionRange} understands. */
export const VERSION_RANGE = new RegExp(String.raw`^(?:\*|${COMPARATOR_PATTERN}(?: ${COMPARATOR_PATTERN})*)$`);

const HOLDS = {
  '>=': (order: number) => order >= 0,
  '<=': (order: number) => order <= 0,
  '>': (order: number) => order > 0,
  '<': (order: number) => order < 0,
  '=': (order: number) => order === 0,
} as const;

/**
 * Understands `*`, one version, or comparisons of which all must hold: `0.98.0`, `>=0.96.0`, `>=0.99.0 <0.117.0`.
 *
 * Versions are ordered by Semantic Versioning 2.0.0, section 11, and by nothing more: `0.99.0-alpha.1` comes before
 * `0.99.0`, so it lies in `<0.99.0` and not in `>=0.99.0`. A text that is no version lies in `*` only.
 *
 * @param range of the form {@link VERSION_RANGE}
 */
export function parseVersionRange(range: string): VersionRange {
  if (range === '*') return () => true;
  const comparators = range.split(' ').map(parseComparator);
  return (text) => {
    const version = parseVersion(text);
    return version !== null && comparators.every((holds) => holds(version));
  };
}

/**
 * Orders versions from the oldest to the newest, by Semantic Versioning 2.0.0, section 11. Texts that are no version come
 * last. Those of the same precedence, such as builds of one version, are ordered by code unit, so that no order is left to chance.
 */
export function byVersion(a: string, b: string): number {
  const [versionA, versionB] = [parseVersion(a), parseVersion(b)];
  const order =
    versionA === null || versionB === null
      ? Number(versionA === null) - Number(versionB === null)
      : compareVersions(versionA, versionB);
  return order || (a < b ? -1 : Number(a > b));
}

function parseComparator(text: string): (version: Version) => boolean {
  const [, operator = '=', written = ''] = COMPARATOR.exec(text) ?? [];
  const bound = parseVersion(written);
  if (bound === null) throw new Error(`not a range of versions: ${JSON.stringify(text)}`);
  return (version) => HOLDS[operator as keyof typeof HOLDS](compareVersions(version, bound));
}

function parseVersion(text: string): Version | null {
  const match = VERSION.exec(text);
  if (match === null) return null;
  return { numbers: match.slice(1, 4).map(Number), prerelease: match[4]?.split('.') ?? [] };
}

function compareVersions(a: Version, b: Version): number {
  const order = firstDifference(a.numbers.map((number, index) => number - b.numbers[index]!));
  if (order !== 0) return order;
  // A release comes after all of its prereleases.
  if (a.prerelease.length === 0 || b.prerelease.length === 0) return b.prerelease.length - a.prerelease.length;
  return (
    firstDifference(a.prerelease.map((identifier, index) => compareIdentifiers(identifier, b.prerelease[index]))) ||
    a.prerelease.length - b.prerelease.length
  );
}

function compareIdentifiers(a: string, b: string | undefined): number {
  if (b === undefined) return 1;
  const [aIsNumber, bIsNumber] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (aIsNumber && bIsNumber) return Number(a) - Number(b);
  if (aIsNumber !== bIsNumber) return aIsNumber ? -1 : 1;
  return a < b ? -1 : Number(a > b);
}

function firstDifference(orders: readonly number[]): number {
  return orders.find((order) => order !== 0) ?? 0;
}

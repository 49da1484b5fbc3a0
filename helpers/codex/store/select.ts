import semver from 'semver';
import { SuiteError } from '../../util/errors.ts';
import { isVersionRange } from '../../util/version-range.ts';
import type { PublishedList, PublishedVersion } from './published.ts';

const SEE_ALL = 'See what there is: codex-conformance versions';

/** True for what names published versions: a version, a range of them, or `latest`. */
export function namesVersions(spec: string): boolean {
  return spec === 'latest' || isVersionRange(spec);
}

/** The version that a spec gives exactly, such as `0.98.0` or `v0.98.0`; null for a range. */
export function exactVersion(spec: string): string | null {
  return semver.valid(spec);
}

/**
 * The published versions that a spec names, in their order. Pre-releases are among them only where the spec gives one
 * exactly or its range names one of the same version, as with npm.
 *
 * @param spec one for which {@link namesVersions} holds
 * @param preReleases take all pre-releases that lie in a range
 * @throws SuiteError `usage` if there is none; it names the nearest that there are
 */
export function selectVersions(
  spec: string,
  { versions, latest }: PublishedList,
  preReleases: boolean = false,
): readonly PublishedVersion[] {
  const exact = spec === 'latest' ? (latest ?? newestStable(versions)) : exactVersion(spec);
  const range = exact ?? spec;
  const found =
    exact === null
      ? versions.filter(({ version }) => semver.satisfies(version, range, { includePrerelease: preReleases }))
      : versions.filter(({ version }) => version === exact);
  if (found.length > 0) return found;
  throw new SuiteError(
    'usage',
    exact === null ? `No published version of codex lies in ${spec}.` : `codex ${exact} was never published.`,
    { hint: `${nearestTo(range, exact, versions)}${SEE_ALL}` },
  );
}

/** The versions next below and next above the place where the missing one would be; a sentence, or nothing. */
function nearestTo(range: string, exact: string | null, versions: readonly PublishedVersion[]): string {
  const at = exact ?? semver.minVersion(range)?.version;
  if (at === undefined) return '';
  const candidates = versions.map(({ version }) => version).filter((version) => isStable(version) || !isStable(at));
  if (candidates.length === 0) return '';
  const below = candidates.findLast((version) => semver.lt(version, at));
  const above = candidates.find((version) => semver.gte(version, at));
  const near = [below, above].filter((version) => version !== undefined);
  return near.length === 1 ? `The nearest is ${near[0]}. ` : `The nearest are ${near.join(' and ')}. `;
}

function newestStable(versions: readonly PublishedVersion[]): string {
  return versions.findLast(({ version }) => isStable(version))?.version ?? 'latest';
}

function isStable(version: string): boolean {
  return semver.prerelease(version) === null;
}

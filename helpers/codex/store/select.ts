import semver from 'semver';
import { SuiteError } from '../../util/errors.ts';
import { isVersionRange } from '../../util/version-range.ts';
import type { PublishedList, PublishedVersion } from './published.ts';

const SEE_ALL = 'List the versions: codex-conformance versions';

/** True for a version, a range of versions, or `latest`. */
export function namesVersions(spec: string): boolean {
  return spec === 'latest' || isVersionRange(spec);
}

/** The version of a spec such as `0.98.0` or `v0.98.0`; null for a range. */
export function exactVersion(spec: string): string | null {
  return semver.valid(spec);
}

/**
 * The published versions that match a spec, sorted. Pre-releases match only if the spec names one exactly, or one of the
 * same version in a range, as in npm.
 *
 * @param spec one for which {@link namesVersions} holds
 * @param preReleases match all pre-releases in a range
 * @throws SuiteError `usage` if there is none; the hint names the nearest ones
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
    exact === null ? `No published version of codex matches ${spec}.` : `codex ${exact} was never published.`,
    { hint: `${nearestTo(range, exact, versions)}${SEE_ALL}` },
  );
}

/** A sentence with the versions next below and above the missing one; empty if there is none. */
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

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { exactVersion } from '../../codex/store/select.ts';
import { byVersion } from '../../util/version-range.ts';
import { SuiteError } from '../../util/errors.ts';
import { loadRecorded } from '../load-version.ts';
import { firstBreaks } from './first-break.ts';
import type { SourceRequest, UpgradeSource } from './source.ts';
import { verdictsOf, type VersionSnapshot, versionSnapshot } from './version-snapshot.ts';

/**
 * Two folders, each with recordings of one version. There are no versions between them.
 *
 * @throws SuiteError `usage` if one is no such folder
 */
export async function twoFolders({ from, to, cwd, checks }: SourceRequest): Promise<UpgradeSource> {
  const [before, after] = await Promise.all([from, to].map((folder) => snapshotIn(folder, { cwd, checks })));
  const found = { firstBad: after!.version, lastGood: before!.version, between: [] };
  return {
    kind: 'recordings',
    from: before!,
    to: after!,
    findBreaks: async (requirements) => new Map(requirements.map((requirement) => [requirement, found])),
  };
}

/**
 * A folder with one folder of recordings per version, named by it. Null if it has not both versions.
 *
 * @throws SuiteError `usage` if one of them is damaged
 */
export async function versionFolders(folder: string, request: SourceRequest): Promise<UpgradeSource | null> {
  const snapshotOf = async (version: string): Promise<VersionSnapshot> =>
    await snapshotIn(join(folder, version), { cwd: '/', checks: request.checks });
  return await recordedSource({ ...request, kind: 'recordings', versions: await versionsOf(folder), snapshotOf });
}

/** The versions with a folder in this folder, the oldest first. */
export async function versionsOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && exactVersion(entry.name) === entry.name)
    .map(({ name }) => name)
    .toSorted(byVersion);
}

interface RecordedVersions extends SourceRequest {
  readonly kind: UpgradeSource['kind'];
  /** The oldest first. */
  readonly versions: readonly string[];
  readonly snapshotOf: (version: string) => Promise<VersionSnapshot>;
}

/** The source of recorded versions. Those between the two are searched from the first on. Null if it has not both. */
export async function recordedSource({
  from,
  to,
  kind,
  versions,
  snapshotOf,
}: RecordedVersions): Promise<UpgradeSource | null> {
  const [first, last] = [exactVersion(from) ?? from, exactVersion(to) ?? to];
  if (!versions.includes(first) || !versions.includes(last)) return null;
  const [before, after] = [await snapshotOf(first), await snapshotOf(last)];
  return {
    kind,
    from: before,
    to: after,
    findBreaks: (requirements, evaluate) =>
      firstBreaks(requirements, versionsFrom(first, last, versions), async (version, open) =>
        evaluate(version === last ? after : await snapshotOf(version), open),
      ),
  };
}

/** The versions from one to the other, with both; in descending order if the first is newer. */
export function versionsFrom(first: string, last: string, all: readonly string[]): readonly string[] {
  const [low, high] = [first, last].toSorted(byVersion);
  const between = all.filter((version) => byVersion(version, low!) >= 0 && byVersion(version, high!) <= 0);
  return first === low ? between : between.toReversed();
}

async function snapshotIn(
  folder: string,
  { cwd, checks }: Pick<SourceRequest, 'cwd' | 'checks'>,
): Promise<VersionSnapshot> {
  const { facts, recordings } = await loadRecorded(folder, { cwd, only: [] });
  return versionSnapshot(facts, verdictsOf(recordings, checks));
}

/** The error for a version that a folder has not. */
export function missingVersion(folder: string, { from, to }: SourceRequest, versions: readonly string[]): SuiteError {
  const missing = [from, to].filter((version) => !versions.includes(exactVersion(version) ?? version));
  const advice =
    versions.length === 0 ? 'Name the folder of a matrix' : `It has ${versions.join(', ')}. Name two of these`;
  return new SuiteError('usage', `${folder} has no ${missing.join(' and no ')}.`, {
    hint: `${advice}, or omit --matrix to play both versions.`,
  });
}

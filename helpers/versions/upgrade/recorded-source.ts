import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { exactVersion } from '../../codex/store/select.ts';
import { recordedSide } from '../facts/load-version.ts';
import { firstBreaks } from './first-break.ts';
import { type KnownVersion, knownVersion, verdictsOf } from './version-snapshot.ts';
import { SuiteError } from '../../util/errors.ts';
import { byVersion } from '../../inputs/version-range.ts';
import type { SourceRequest, UpgradeSource } from './source.ts';

/**
 * Two folders, each with recordings of one version. There is nothing between the two.
 *
 * @throws SuiteError `usage` if one is no such folder
 */
export async function twoFolders({ from, to, cwd, checks }: SourceRequest): Promise<UpgradeSource> {
  const [before, after] = await Promise.all([from, to].map((folder) => knownIn(folder, { cwd, checks })));
  const breaks = { firstBad: after!.version, lastGood: before!.version, between: [] };
  return {
    kind: 'recordings',
    from: before!,
    to: after!,
    breaksOf: async (things) => new Map(things.map((thing) => [thing, breaks])),
  };
}

/**
 * A folder with a folder of recordings for each version, under its name. Null if it does not hold both.
 *
 * @throws SuiteError `usage` if one of them is damaged
 */
export async function versionFolders(folder: string, request: SourceRequest): Promise<UpgradeSource | null> {
  const held = await heldVersions(folder);
  const knownOf = async (version: string): Promise<KnownVersion> =>
    await knownIn(join(folder, version), { cwd: '/', checks: request.checks });
  return await sourceOf({ ...request, kind: 'recordings', held, knownOf });
}

/** The versions that a folder has folders of, from the oldest on. */
export async function heldVersions(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && exactVersion(entry.name) === entry.name)
    .map(({ name }) => name)
    .toSorted(byVersion);
}

interface HeldVersions extends SourceRequest {
  readonly kind: UpgradeSource['kind'];
  /** From the oldest on. */
  readonly held: readonly string[];
  readonly knownOf: (version: string) => Promise<KnownVersion>;
}

/** Versions of which all is known that there is to know. What lies between two is looked at from the first one on. */
export async function sourceOf({ from, to, kind, held, knownOf }: HeldVersions): Promise<UpgradeSource | null> {
  const [first, last] = [exactVersion(from) ?? from, exactVersion(to) ?? to];
  if (!held.includes(first) || !held.includes(last)) return null;
  const [before, after] = [await knownOf(first), await knownOf(last)];
  return {
    kind,
    from: before,
    to: after,
    breaksOf: (things, showIn) =>
      firstBreaks(things, versionsFrom(first, last, held), async (version, open) =>
        showIn(version === last ? after : await knownOf(version), open),
      ),
  };
}

/** The versions from one to the other, with both of them; from the newest on where the first one is newer. */
export function versionsFrom(first: string, last: string, all: readonly string[]): readonly string[] {
  const [low, high] = [first, last].toSorted(byVersion);
  const between = all.filter((version) => byVersion(version, low!) >= 0 && byVersion(version, high!) <= 0);
  return first === low ? between : between.toReversed();
}

async function knownIn(folder: string, { cwd, checks }: Pick<SourceRequest, 'cwd' | 'checks'>): Promise<KnownVersion> {
  const { observation, recordings } = await recordedSide(folder, { cwd, only: [] });
  return knownVersion(observation, verdictsOf(recordings, checks));
}

/** A version that somebody asked for in vain. */
export function notHeld(folder: string, { from, to }: SourceRequest, held: readonly string[]): SuiteError {
  const missing = [from, to].filter((version) => !held.includes(exactVersion(version) ?? version));
  const have = held.length === 0 ? 'Name the folder of a matrix' : `It holds ${held.join(', ')}. Name two of these`;
  return new SuiteError('usage', `${folder} does not hold ${missing.join(' and ')}.`, {
    hint: `${have}, or leave --matrix out to play both versions.`,
  });
}

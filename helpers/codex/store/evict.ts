import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { SuiteError } from '../../util/errors.ts';
import { storedVersions, type StoredVersion } from './installed.ts';
import { withLock } from '../../util/fs/lock.ts';
import { isPinned } from './pins.ts';
import type { StorePlaces } from './paths.ts';
import { withWorkFolder } from './temp-dir.ts';

const LIMIT_VARIABLE = 'CODEX_CONFORMANCE_CACHE_LIMIT_GB';
const DEFAULT_LIMIT_GB = 8;
const GB = 1e9;

/**
 * Bytes that the versions in the store may take together: `CODEX_CONFORMANCE_CACHE_LIMIT_GB`, else 8 GB (of 10⁹ bytes).
 *
 * @throws SuiteError `usage` if the variable holds no number above 0
 */
export function storeLimit(env: Readonly<Record<string, string | undefined>>): number {
  const text = env[LIMIT_VARIABLE];
  if (text === undefined || text === '') return DEFAULT_LIMIT_GB * GB;
  const limit = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (limit > 0) return limit * GB;
  throw new SuiteError('usage', `${LIMIT_VARIABLE}=${text} is no number of gigabytes above 0.`, {
    hint: `Write it as in ${LIMIT_VARIABLE}=8 or ${LIMIT_VARIABLE}=2.5, or unset it.`,
  });
}

/** Held for moments, by who pins a version that is there or takes one away: never both at once. */
export function contentsLock(places: StorePlaces): string {
  return join(places.locks, 'contents');
}

/**
 * Removes versions, the one that was used longest ago first, until so many bytes more keep within the limit. What a
 * live process uses stays, even where the limit is then passed.
 *
 * @returns what was removed
 */
export async function makeRoom(places: StorePlaces, limit: number, bytes: number): Promise<StoredVersion[]> {
  return await takeAway(places, (left) => left.reduce((sum, entry) => sum + entry.bytes, bytes) > limit);
}

/** Removes these versions but for those that a live process uses. Returns what was removed. */
export async function removeVersions(places: StorePlaces, versions: readonly string[]): Promise<StoredVersion[]> {
  return await takeAway(places, (_, { version }) => versions.includes(version));
}

/** They are taken away under the lock, which is quick, and removed after that. */
async function takeAway(
  places: StorePlaces,
  isToGo: (left: readonly StoredVersion[], next: StoredVersion) => boolean,
): Promise<StoredVersion[]> {
  return await withWorkFolder(
    places,
    async (work) =>
      await withLock(contentsLock(places), async () => {
        const entries = await storedVersions(places);
        const gone = new Set<StoredVersion>();
        for (const entry of entries) {
          const left = entries.filter((other) => !gone.has(other));
          if (!isToGo(left, entry) || (await isPinned(places, entry.version))) continue;
          await rename(entry.folder, join(work, entry.version));
          gone.add(entry);
        }
        return [...gone];
      }),
  );
}

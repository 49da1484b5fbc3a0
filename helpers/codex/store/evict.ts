import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SuiteError } from '../../util/errors.ts';
import { temporaryBeside } from '../../util/fs/atomic.ts';
import { IDLE_AFTER_MS, storedVersion, storedVersions, versionsFolder, type StoredVersion } from './installed.ts';

const LIMIT_VARIABLE = 'CODEX_CONFORMANCE_CACHE_LIMIT_GB';
const DEFAULT_LIMIT_GB = 8;
const GB = 1e9;

/**
 * The limit on the bytes of all stored versions: `CODEX_CONFORMANCE_CACHE_LIMIT_GB`, else 8 GB (of 10⁹ bytes).
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

/**
 * Removes idle versions, least recently used first, until the others keep within the limit (bytes), and whatever killed
 * downloads left a day ago. Versions that are not idle stay, even above the limit.
 *
 * @returns the removed versions
 */
export async function evict(cacheFolder: string, limit: number): Promise<StoredVersion[]> {
  await removeLeftovers(versionsFolder(cacheFolder));
  const entries = await storedVersions(cacheFolder);
  let total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  const removed: StoredVersion[] = [];
  for (const { version } of entries) {
    if (total <= limit) break;
    // Removing the one before took a while.
    const entry = await storedVersion(cacheFolder, version);
    if (entry === undefined || !isIdle(entry.usedAt)) continue;
    total -= entry.bytes;
    if (
      await removeVersion(entry).then(
        () => true,
        () => false,
      )
    )
      removed.push(entry);
  }
  return removed;
}

/** Removes a version, even if it is in use. Throws what the operating system says. */
export async function removeVersion({ folder }: StoredVersion): Promise<void> {
  // A version that is removed in part must not pass for a stored one.
  const aside = temporaryBeside(folder);
  await rename(folder, aside);
  await rm(aside, { recursive: true, force: true, maxRetries: 3 });
}

async function removeLeftovers(versions: string): Promise<void> {
  const names = await readdir(versions).catch(() => []);
  for (const name of names.filter((name) => name.startsWith('.'))) {
    const path = join(versions, name);
    const changedAt = await stat(path).then(({ mtimeMs }) => mtimeMs, Date.now);
    if (isIdle(changedAt)) await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}

function isIdle(since: number): boolean {
  return Date.now() - since >= IDLE_AFTER_MS;
}

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SuiteError } from '../../util/errors.ts';
import { temporaryBeside } from '../../util/fs/atomic.ts';
import { createFolder } from '../../util/fs/create-folder.ts';
import { diskError } from '../../util/fs/disk-error.ts';
import { replaceFolder } from '../../util/fs/replace-folder.ts';
import type { FoundCodex } from '../locate.ts';
import { evict, storeLimit } from './evict.ts';
import { fetchVersion, type FetchOptions } from './fetch.ts';
import { releaseVersion, storedVersion, touchVersion, versionsFolder, type StoredVersion } from './installed.ts';
import type { NpmContext } from './npm.ts';

/**
 * Finds a published version in the store, or downloads it. Two processes that need the same version at the same time may
 * both download it. It stays for a day, or until this process releases it, if this process downloaded it and no other
 * one used it since.
 *
 * @param version exactly as it is published
 * @param cacheFolder see `cacheFolder`
 * @param place where npm is started
 * @throws SuiteError `environment` for registry, disk and platform, `usage` for a wrong limit, `interrupted`
 */
export async function storeVersion(
  version: string,
  cacheFolder: string,
  place: NpmContext,
  options: FetchOptions = {},
): Promise<FoundCodex> {
  const limit = storeLimit(place.env);
  const known = await storedVersion(cacheFolder, version);
  if (known !== undefined) {
    await touchVersion(known);
    return toFound(known);
  }
  try {
    const entry = await download(version, cacheFolder, place, options);
    for (const removed of await evict(cacheFolder, limit)) {
      options.onProgress?.({ version: removed.version, phase: 'removing' });
    }
    options.onProgress?.({ version, phase: 'done', bytes: entry.bytes });
    return { ...toFound(entry), release: async () => await releaseVersion(cacheFolder, entry) };
  } catch (error) {
    throw storeError(error, version, versionsFolder(cacheFolder));
  }
}

async function download(
  version: string,
  cacheFolder: string,
  place: NpmContext,
  options: FetchOptions,
): Promise<StoredVersion> {
  const final = join(versionsFolder(cacheFolder), version);
  const temporary = temporaryBeside(final);
  try {
    await createFolder(temporary);
    const folder = await fetchVersion(version, temporary, place, options);
    // Another process may have been faster, and may run its binary now.
    if ((await storedVersion(cacheFolder, version)) === undefined) await replaceFolder(folder, final);
  } finally {
    await rm(temporary, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }
  const entry = await storedVersion(cacheFolder, version);
  if (entry === undefined) throw new Error(`codex ${version} vanished from the store after its download`);
  return entry;
}

function toFound({ path, pathDirs }: StoredVersion): FoundCodex {
  return { path, pathDirs, foundBy: 'npm' };
}

function storeError(error: unknown, version: string, versions: string): unknown {
  const explained = diskError(error, `keep codex ${version} in`, versions);
  if (!(explained instanceof SuiteError) || explained === error) return explained;
  return new SuiteError(explained.kind, explained.message, {
    hint: `${explained.hint ?? ''} XDG_CACHE_HOME names the folder above it.`.trim(),
    cause: error,
  });
}

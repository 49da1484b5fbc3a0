import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SuiteError } from '../../util/errors.ts';
import { diskError } from '../../util/fs/disk-error.ts';
import type { NativeBinary } from '../native.ts';
import { storedVersion, touchEntry, type StoredVersion } from './installed.ts';
import { contentsLock, makeRoom, storeLimit } from './evict.ts';
import { fetchVersion, type FetchOptions } from './fetch.ts';
import { withLock } from '../../util/fs/lock.ts';
import type { NpmPlace } from './npm.ts';
import { pinVersion, type Pin } from './pins.ts';
import { storePlaces, type StorePlaces } from './paths.ts';
import { sweepStore, withWorkFolder } from './temp-dir.ts';

/** A version of codex that stays in the store until it is released. */
export interface StoredCodex extends NativeBinary {
  readonly foundBy: 'npm';
  readonly version: string;
  /** Lets it be removed when the room is needed. Can be called twice. Never rejects. */
  readonly release: () => Promise<void>;
}

/**
 * Brings a published version into the store, unless it is there, and keeps it there until it is released or this
 * process ends. Processes that want the same version at the same time download it once.
 *
 * @param version exactly as it is published
 * @param cacheFolder see `cacheFolder`
 * @param place where npm is started
 * @throws SuiteError `environment` for registry, disk and platform, `usage` for a wrong limit, `interrupted`
 */
export async function storeVersion(
  version: string,
  cacheFolder: string,
  place: NpmPlace,
  options: FetchOptions = {},
): Promise<StoredCodex> {
  const places = storePlaces(cacheFolder);
  const limit = storeLimit(place.env);
  const there = await hold(places, version);
  if (there !== null) return there;
  const { onProgress, signal } = options;
  try {
    const lock = join(places.locks, `version-${version}`);
    const onWait = (): void => onProgress?.({ version, phase: 'waiting' });
    return await withLock(
      lock,
      async () => (await hold(places, version)) ?? (await bring(version, places, limit, place, options)),
      { onWait, signal },
    );
  } catch (error) {
    throw storeError(error, version, places);
  }
}

async function bring(
  version: string,
  places: StorePlaces,
  limit: number,
  place: NpmPlace,
  options: FetchOptions,
): Promise<StoredCodex> {
  const { onProgress } = options;
  await sweepStore(places);
  const pin = await pinVersion(places, version);
  try {
    await withWorkFolder(places, async (work) => {
      const own = join(work, 'own');
      await mkdir(own);
      const { folder, bytes } = await fetchVersion(version, own, place, options);
      for (const { version } of await makeRoom(places, limit, bytes)) onProgress?.({ version, phase: 'removing' });
      const final = join(places.versions, version);
      // What lies there is damaged: it would have been taken.
      await rm(final, { recursive: true, force: true });
      await rename(folder, final);
    });
    const entry = await storedVersion(places, version);
    if (entry === undefined) throw new Error(`codex ${version} is not in the store though it was put there`);
    onProgress?.({ version, phase: 'done', bytes: entry.bytes });
    return held(entry, pin);
  } catch (error) {
    await pin.release();
    throw error;
  }
}

/** What is in the store, pinned; null if it is not. A store that can only be read is used as it is. */
async function hold(places: StorePlaces, version: string): Promise<StoredCodex | null> {
  if ((await storedVersion(places, version)) === undefined) return null;
  try {
    return await withLock(contentsLock(places), async () => {
      const entry = await storedVersion(places, version);
      return entry === undefined ? null : held(entry, await pinVersion(places, version));
    });
  } catch {
    const entry = await storedVersion(places, version);
    return entry === undefined ? null : held(entry, { release: () => Promise.resolve() });
  }
}

async function held(entry: StoredVersion, pin: Pin): Promise<StoredCodex> {
  await touchEntry(entry);
  const { path, pathDirs, version } = entry;
  return {
    path,
    pathDirs,
    foundBy: 'npm',
    version,
    release: async () => {
      await touchEntry(entry);
      await pin.release();
    },
  };
}

function storeError(error: unknown, version: string, places: StorePlaces): unknown {
  if (error instanceof Error && error.name === 'AbortError') {
    return error.cause instanceof SuiteError
      ? error.cause
      : new SuiteError('interrupted', `Interrupted while another process downloaded codex ${version}.`);
  }
  const told = diskError(error, `keep codex ${version} in`, places.versions);
  if (!(told instanceof SuiteError) || told === error) return told;
  return new SuiteError(told.kind, told.message, {
    hint: `${told.hint ?? ''} XDG_CACHE_HOME names the folder above it.`.trim(),
    cause: error,
  });
}

import { readdir, readFile, stat, utimes } from 'node:fs/promises';
import { join, relative } from 'node:path';
import * as z from 'zod';
import { writeJson } from '../../util/fs/write-json.ts';
import { nativeIn, type NativeBinary } from '../native.ts';
import { targetOf } from '../platform.ts';

/** Milliseconds after which a version that was not used counts as idle. */
export const IDLE_AFTER_MS = 24 * 60 * 60 * 1000;

/** A complete version in the store. */
export interface StoredVersion extends NativeBinary {
  readonly version: string;
  readonly folder: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly usedAt: number;
}

const NOTE = 'stored.json';

/** The folder of the version store, with one folder for each version. Other names in it begin with a dot. */
export function versionsFolder(cacheFolder: string): string {
  return join(cacheFolder, 'versions');
}

const noteSchema = z.strictObject({
  format: z.literal(1),
  version: z.string(),
  /** Name and version of the downloaded npm package. */
  package: z.string(),
  bytes: z.number(),
  /** The binary, relative to the folder, and its size: a file that was cut off later is noticed. */
  binary: z.strictObject({ path: z.string(), bytes: z.number() }),
});

/** A version whose files are complete. */
export interface NewEntry {
  readonly version: string;
  readonly package: string;
  readonly binary: NativeBinary;
}

/** Writes the note that completes the folder of a version. */
export async function noteEntry(folder: string, entry: NewEntry): Promise<void> {
  await writeJson(join(folder, NOTE), noteSchema, {
    format: 1,
    version: entry.version,
    package: entry.package,
    bytes: await bytesIn(folder),
    binary: { path: relative(folder, entry.binary.path), bytes: (await stat(entry.binary.path)).size },
  });
}

/** One version, or undefined if it is not in the store or is damaged. */
export async function storedVersion(cacheFolder: string, version: string): Promise<StoredVersion | undefined> {
  const folder = join(versionsFolder(cacheFolder), version);
  const target = targetOf();
  const native = target === undefined ? undefined : nativeIn(folder, target);
  if (native === undefined) return undefined;
  try {
    const note = noteSchema.parse(JSON.parse(await readFile(join(folder, NOTE), 'utf8')));
    const binary = await stat(native.path);
    if (relative(folder, native.path) !== note.binary.path || binary.size !== note.binary.bytes) return undefined;
    return { ...native, version, folder, bytes: note.bytes, usedAt: (await stat(join(folder, NOTE))).mtimeMs };
  } catch {
    return undefined;
  }
}

/** All versions in the store, least recently used first. */
export async function storedVersions(cacheFolder: string): Promise<StoredVersion[]> {
  const names = await readdir(versionsFolder(cacheFolder)).catch(() => []);
  const found = await Promise.all(
    names.filter((name) => !name.startsWith('.')).map((name) => storedVersion(cacheFolder, name)),
  );
  return found.filter((entry) => entry !== undefined).toSorted((a, b) => a.usedAt - b.usedAt);
}

/** Notes that a version is used now. A store that cannot be written is no error. */
export async function touchVersion(entry: StoredVersion): Promise<void> {
  await setUsedAt(entry, Date.now());
}

/** Makes a version idle, unless somebody used it since the entry was read. */
export async function releaseVersion(cacheFolder: string, { version, usedAt }: StoredVersion): Promise<void> {
  const entry = await storedVersion(cacheFolder, version);
  if (entry?.usedAt === usedAt) await setUsedAt(entry, Date.now() - IDLE_AFTER_MS);
}

async function setUsedAt({ folder }: StoredVersion, usedAt: number): Promise<void> {
  await utimes(join(folder, NOTE), usedAt / 1000, usedAt / 1000).catch(() => undefined);
}

/** Bytes of all files below a folder. Files that vanish meanwhile count nothing. */
export async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        stat(join(entry.parentPath, entry.name)).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

import { readdir, readFile, stat, utimes } from 'node:fs/promises';
import { join, relative } from 'node:path';
import * as z from 'zod';
import { writeFileAtomic } from '../../util/fs/atomic.ts';
import { nativeIn, type NativeBinary } from '../native.ts';
import { targetOf } from '../platform.ts';
import type { StorePlaces } from './paths.ts';

/** A version that is in the store, complete. */
export interface StoredVersion extends NativeBinary {
  readonly version: string;
  readonly folder: string;
  /** Of all its files together. */
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly usedAt: number;
}

const NOTE = 'stored.json';

const Note = z.strictObject({
  format: z.literal(1),
  version: z.string(),
  /** Name and version of the package that npm brought. */
  package: z.string(),
  bytes: z.number(),
  /** The binary, relative to the folder, and its size: a file that was cut off later is noticed. */
  binary: z.strictObject({ path: z.string(), bytes: z.number() }),
});

/** What {@link noteEntry} is told. */
export interface EntryFacts {
  readonly version: string;
  readonly package: string;
  readonly binary: NativeBinary;
}

/** Completes a folder that is about to become that of a version. Returns the bytes of its files. */
export async function noteEntry(folder: string, facts: EntryFacts): Promise<number> {
  const bytes = await bytesIn(folder);
  const note: z.input<typeof Note> = {
    format: 1,
    version: facts.version,
    package: facts.package,
    bytes,
    binary: { path: relative(folder, facts.binary.path), bytes: (await stat(facts.binary.path)).size },
  };
  await writeFileAtomic(join(folder, NOTE), `${JSON.stringify(note, null, 2)}\n`);
  return bytes;
}

/** One version, or undefined if it is not in the store or is damaged. */
export async function storedVersion(places: StorePlaces, version: string): Promise<StoredVersion | undefined> {
  const folder = join(places.versions, version);
  const target = targetOf();
  const native = target === undefined ? undefined : nativeIn(folder, target);
  if (native === undefined) return undefined;
  try {
    const note = Note.parse(JSON.parse(await readFile(join(folder, NOTE), 'utf8')));
    const binary = await stat(native.path);
    if (relative(folder, native.path) !== note.binary.path || binary.size !== note.binary.bytes) return undefined;
    return { ...native, version, folder, bytes: note.bytes, usedAt: (await stat(join(folder, NOTE))).mtimeMs };
  } catch {
    return undefined;
  }
}

/** All versions in the store, the one that was used longest ago first. */
export async function storedVersions(places: StorePlaces): Promise<StoredVersion[]> {
  const names = await readdir(places.versions).catch(() => []);
  const found = await Promise.all(
    names.filter((name) => !name.startsWith('.')).map((name) => storedVersion(places, name)),
  );
  return found.filter((entry) => entry !== undefined).toSorted((a, b) => a.usedAt - b.usedAt);
}

/** Says that a version is used now. A store that cannot be written is no error. */
export async function touchEntry({ folder }: Pick<StoredVersion, 'folder'>): Promise<void> {
  const now = new Date();
  await utimes(join(folder, NOTE), now, now).catch(() => undefined);
}

/** Bytes of all files below a folder. What vanishes meanwhile counts nothing. */
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

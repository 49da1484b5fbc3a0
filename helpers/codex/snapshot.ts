import { compare } from '../util/text/compare.ts';
import { lstatSync, readdirSync, type Dirent } from 'node:fs';
import { join } from 'node:path';

/** The folders of a world. */
export interface Places {
  readonly home: string;
  readonly codexHome: string;
  readonly tmp: string;
  readonly workspace: string;
}

/** A file, folder or link in a world. */
export interface Entry {
  readonly place: 'home' | 'codex_home' | 'tmp' | 'workspace';
  /** Relative to the place, with `/` between its parts. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  /** Bytes; 0 unless it is a file. */
  readonly size: number;
}

/** The entries of a world, by place and path. */
export type Snapshot = ReadonlyMap<string, Entry>;

/** Lists a world. Entries that vanish meanwhile are ignored. */
export function snapshot(places: Places): Snapshot {
  const entries = new Map<string, Entry>();
  const named = {
    home: places.home,
    codex_home: places.codexHome,
    tmp: places.tmp,
    workspace: places.workspace,
  } as const;
  for (const place of ['home', 'codex_home', 'tmp', 'workspace'] as const) {
    for (const entry of walk(named[place], '')) entries.set(`${place}/${entry.path}`, { place, ...entry });
  }
  return entries;
}

/** The new entries of a world, sorted. */
export function created(before: Snapshot, now: Snapshot): Entry[] {
  return [...now]
    .filter(([key]) => !before.has(key))
    .toSorted(([a], [b]) => compare(a, b))
    .map(([, entry]) => entry);
}

function* walk(root: string, below: string): Generator<Omit<Entry, 'place'>> {
  for (const child of childrenOf(join(root, below))) {
    const path = below === '' ? child.name : `${below}/${child.name}`;
    const kind = kindOf(child);
    yield { path, kind, size: kind === 'file' ? sizeOf(join(root, path)) : 0 };
    if (kind === 'folder') yield* walk(root, path);
  }
}

function childrenOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function kindOf(entry: Dirent): Entry['kind'] {
  if (entry.isSymbolicLink()) return 'link';
  if (entry.isDirectory()) return 'folder';
  return entry.isFile() ? 'file' : 'other';
}

function sizeOf(path: string): number {
  return lstatSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

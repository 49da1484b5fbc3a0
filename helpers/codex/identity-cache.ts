import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { contentHash } from '../util/hash.ts';
import { writeJson } from '../util/fs/write-json.ts';

/** The properties of a binary that do not depend on its path. */
export interface Identity {
  readonly version: string;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly capabilities: readonly string[];
}

/** An identity is valid as long as these are unchanged. */
export interface IdentityKey {
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
}

/** Increased when the binary is probed differently, or its output is read differently. */
const FORMAT = 3;

const entrySchema = z.strictObject({
  format: z.literal(FORMAT),
  path: z.string(),
  size: z.number(),
  mtimeMs: z.number(),
  version: z.string(),
  sha256: z.string(),
  capabilities: z.array(z.string()),
});

/** The cached identity, or undefined. A damaged entry counts as missing. */
export async function readIdentity(folder: string, key: IdentityKey): Promise<Identity | undefined> {
  let stored: unknown;
  try {
    stored = JSON.parse(await readFile(entryPath(folder, key), 'utf8'));
  } catch {
    return undefined;
  }
  const entry = entrySchema.safeParse(stored);
  if (!entry.success) return undefined;
  const { path, size, mtimeMs, version, sha256, capabilities } = entry.data;
  if (path !== key.path || size !== key.size || mtimeMs !== key.mtimeMs) return undefined;
  return { version, sha256, capabilities };
}

/** Caches an identity. A folder that cannot be written to is no error: the next run probes again. */
export async function writeIdentity(folder: string, key: IdentityKey, identity: Identity): Promise<void> {
  const entry = { format: FORMAT, ...key, ...identity } as const;
  await writeJson(entryPath(folder, key), entrySchema, entry).catch(() => undefined);
}

function entryPath(folder: string, key: IdentityKey): string {
  return join(folder, 'binaries', `${contentHash(key.path)}.json`);
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomic } from '../util/fs/atomic.ts';
import { EMITS_SCHEMA } from './capabilities.ts';
import { probe, type ProbeOptions } from './probe.ts';
import type { Codex } from './identify.ts';
import { createRunFolder, removeRunFolder } from './run-folder.ts';

/** The file with all definitions in the output of the binary. */
const BUNDLE = 'codex_app_server_protocol.schemas.json';

/**
 * The JSON Schema bundle of the app-server protocol that a binary emits; null if it emits none. It is cached by the hash of
 * the binary. With `isExperimental` it
 * is the one with the experimental API, null where the binary has no flag for it.
 */
export async function emittedSchema(
  { path, sha256, capabilities }: Pick<Codex, 'path' | 'sha256' | 'capabilities'>,
  cacheFolder: string,
  { isExperimental = false, ...options }: ProbeOptions & { readonly isExperimental?: boolean } = {},
): Promise<unknown> {
  if (!capabilities.includes(EMITS_SCHEMA)) return null;
  const cached = join(cacheFolder, 'schemas', `${sha256}${isExperimental ? '-experimental' : ''}.json`);
  const known = await read(cached);
  if (known !== null) return known.value;
  const runFolder = createRunFolder();
  const folder = runFolder.path;
  try {
    const env = { PATH: process.env['PATH'] ?? '', HOME: folder, CODEX_HOME: folder, TMPDIR: folder };
    // A binary that fails or hangs has written no bundle, or a part of it.
    const args = ['app-server', 'generate-json-schema', '--out', folder, ...(isExperimental ? ['--experimental'] : [])];
    await probe(path, args, env, options).catch(() => undefined);
    const emitted = await read(join(folder, BUNDLE));
    if (emitted === null) return null;
    // A cache that cannot be written to is no error: the next run probes again.
    await writeFileAtomic(cached, emitted.text).catch(() => undefined);
    return emitted.value;
  } finally {
    await removeRunFolder(runFolder);
  }
}

/** Null for a file that is missing or damaged. */
async function read(path: string): Promise<{ readonly text: string; readonly value: unknown } | null> {
  try {
    const text = await readFile(path, 'utf8');
    return { text, value: JSON.parse(text) };
  } catch {
    return null;
  }
}

import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFileAtomic } from '../util/fs/atomic.ts';
import { ask, type AskOptions } from './probe.ts';
import type { Codex } from './identify.ts';
import { removeTree } from './run-folder.ts';

/** The name of the capability to emit a schema (0.61 has it). */
export const EMITS_SCHEMA = 'app-server.command.generate-json-schema';

/** The file with all definitions, among those that the binary writes. */
const BUNDLE = 'codex_app_server_protocol.schemas.json';

/**
 * The JSON Schema bundle of the app-server protocol as this very binary emits it; null if it cannot, or does not.
 * It is kept in the cache folder by the hash of the binary.
 */
export async function emittedSchema(
  { path, sha256, capabilities }: Pick<Codex, 'path' | 'sha256' | 'capabilities'>,
  cacheFolder: string,
  options: AskOptions = {},
): Promise<unknown> {
  if (!capabilities.includes(EMITS_SCHEMA)) return null;
  const cached = join(cacheFolder, 'schemas', `${sha256}.json`);
  const known = await read(cached);
  if (known !== null) return known.value;
  const folder = await mkdtemp(join(tmpdir(), 'codex-conformance-schema-'));
  try {
    const env = { PATH: process.env['PATH'] ?? '', HOME: folder, CODEX_HOME: folder, TMPDIR: folder };
    // One that fails or hangs has written no bundle, or half of one.
    await ask(path, ['app-server', 'generate-json-schema', '--out', folder], env, options).catch(() => undefined);
    const emitted = await read(join(folder, BUNDLE));
    if (emitted === null) return null;
    // A cache that cannot be written is no error: the next run asks again.
    await writeFileAtomic(cached, emitted.text).catch(() => undefined);
    return emitted.value;
  } finally {
    removeTree(folder);
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

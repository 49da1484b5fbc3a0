import { homedir, platform } from 'node:os';
import { join } from 'node:path';

/** The folder for what may be lost: `$XDG_CACHE_HOME` or the platform's own cache folder, with the suite's name below. */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>): string {
  const home = set(env['HOME']) ?? homedir();
  const base = set(env['XDG_CACHE_HOME']) ?? join(home, platform() === 'darwin' ? 'Library/Caches' : '.cache');
  return join(base, 'codex-conformance');
}

function set(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}

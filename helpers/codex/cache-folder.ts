import { homedir, platform } from 'node:os';
import { join } from 'node:path';

/** The folder for what may be lost: `$XDG_CACHE_HOME` or the platform's own cache folder, with the suite's name below. */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>): string {
  const home = env['HOME'] ?? homedir();
  const xdg = env['XDG_CACHE_HOME'];
  const base = xdg !== undefined && xdg !== '' ? xdg : join(home, platform() === 'darwin' ? 'Library/Caches' : '.cache');
  return join(base, 'codex-conformance');
}

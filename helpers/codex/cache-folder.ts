import { platform } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { homeFolder } from '../util/home-folder.ts';

/**
 * The folder for what may be lost: `$XDG_CACHE_HOME` or the platform's own cache folder, with the suite's name below.
 * A relative `$XDG_CACHE_HOME` does not count, as the XDG Base Directory Specification has it.
 */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>): string {
  const xdg = env['XDG_CACHE_HOME'] ?? '';
  const base = isAbsolute(xdg) ? xdg : join(homeFolder(env), platform() === 'darwin' ? 'Library/Caches' : '.cache');
  return join(base, 'codex-conformance');
}

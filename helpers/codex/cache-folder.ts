import { platform } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { homeFolder } from '../util/home-folder.ts';

/**
 * The suite's folder in `$XDG_CACHE_HOME`, or in the platform's own cache folder. A relative `$XDG_CACHE_HOME` is ignored, as
 * the XDG Base Directory Specification demands.
 */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>): string {
  const xdg = env['XDG_CACHE_HOME'] ?? '';
  const base = isAbsolute(xdg) ? xdg : join(homeFolder(env), platform() === 'darwin' ? 'Library/Caches' : '.cache');
  return join(base, 'codex-conformance');
}

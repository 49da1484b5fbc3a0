// Read by every Node.js that there is: no syntax and no module newer than Node 12.17 here.
import { platform, userInfo } from 'os';
import { isAbsolute, join } from 'path';

/** The folder in which Node.js keeps what it compiled, below the suite's own cache folder. */
export function compileCacheFolder(env) {
  const xdg = env.XDG_CACHE_HOME || '';
  const home = env.HOME || userInfo().homedir;
  const base = isAbsolute(xdg) ? xdg : join(home, platform() === 'darwin' ? 'Library/Caches' : '.cache');
  return join(base, 'codex-conformance', 'compiled');
}

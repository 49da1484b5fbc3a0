// Read by every Node.js that there is: no syntax and no module newer than Node 12.17 here.
import { homedir, platform } from 'os';
import { join } from 'path';

/** The folder in which Node.js keeps what it compiled, below the suite's own cache folder. */
export function compileCacheFolder(env) {
  const base = env.XDG_CACHE_HOME || join(env.HOME || homedir(), platform() === 'darwin' ? 'Library/Caches' : '.cache');
  return join(base, 'codex-conformance', 'compiled');
}

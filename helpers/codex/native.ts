import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { targetOf } from './target.ts';

/** The binary behind npm's launcher script. */
export interface NativeBinary {
  readonly path: string;
  /** Folders that the launcher puts in front of PATH. */
  readonly pathDirs: readonly string[];
}

/** True for the JavaScript file that npm's package of codex installs as the command `codex`. */
export function isLauncher(realPath: string): boolean {
  return basename(realPath) === 'codex.js' && basename(dirname(realPath)) === 'bin';
}

/**
 * The native binary that npm's launcher would start, or undefined if its package is incomplete.
 *
 * @param launcher the launcher's real path, `…/@openai/codex/bin/codex.js`
 *
 * Source of the layout: the launchers of 0.61 to 0.169. The binary lies in a package of its own since 0.99, and
 * below `bin/` instead of `codex/` since 0.133; the launcher puts `path/` in front of PATH where that folder exists.
 */
export function nativeBehind(launcher: string): NativeBinary | undefined {
  const target = targetOf();
  if (target === undefined) return undefined;
  const packageRoot = dirname(dirname(launcher));
  const vendorRoots = [
    join(packageRoot, 'node_modules', '@openai', target.packageName, 'vendor'),
    join(dirname(packageRoot), target.packageName, 'vendor'),
    join(packageRoot, 'vendor'),
  ];
  for (const vendor of vendorRoots) {
    for (const folder of ['bin', 'codex']) {
      const path = join(vendor, target.triple, folder, target.executable);
      if (!existsSync(path)) continue;
      const pathDir = join(vendor, target.triple, 'path');
      return { path, pathDirs: existsSync(pathDir) ? [pathDir] : [] };
    }
  }
  return undefined;
}

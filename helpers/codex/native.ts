import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { targetOf, type Target } from './platform.ts';

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
 */
export function nativeBehind(launcher: string): NativeBinary | undefined {
  const target = targetOf();
  if (target === undefined) return undefined;
  const packageRoot = dirname(dirname(launcher));
  const packageRoots = [
    join(packageRoot, 'node_modules', '@openai', target.packageName),
    join(dirname(packageRoot), target.packageName),
    packageRoot,
  ];
  for (const root of packageRoots) {
    const native = nativeIn(root, target);
    if (native !== undefined) return native;
  }
  return undefined;
}

/**
 * The native binary in a package, or undefined if it has none for the platform.
 *
 * Source of the layout: the packages of 0.20 to 0.169. The binary is beside the launcher at first, below `vendor/` by 0.42,
 * in a separate package since 0.99, and below `bin/` instead of `codex/` since 0.133. The launcher puts `path/` in front of
 * PATH if that folder exists.
 */
export function nativeIn(packageRoot: string, { triple, executable }: Target): NativeBinary | undefined {
  const vendor = join(packageRoot, 'vendor', triple);
  const candidates = [
    join(vendor, 'bin', executable),
    join(vendor, 'codex', executable),
    join(packageRoot, 'bin', executable.replace('codex', `codex-${triple}`)),
  ];
  const path = candidates.find((candidate) => existsSync(candidate));
  if (path === undefined) return undefined;
  const pathDir = join(vendor, 'path');
  return { path, pathDirs: existsSync(pathDir) ? [pathDir] : [] };
}

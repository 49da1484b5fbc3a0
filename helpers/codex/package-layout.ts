import { readdirSync, type Dirent } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The folder of a target in npm's package: `x86_64-unknown-linux-musl`. */
const TRIPLE = /^(?:x86_64|aarch64)-[a-z0-9]+-[a-z0-9-]+$/;

/** Codex has about ten. */
const MAX_NAMES = 50;

/**
 * The files beside a binary in npm's package, sorted: `layout.bin/codex`, `layout.codex-path/rg`. Programs that copy the
 * binary or start it by its path depend on them. Folders below the second level are named, not listed.
 *
 * @returns an empty list for a binary outside such a package
 */
export function packageLayout(binary: string): string[] {
  const root = dirname(dirname(binary));
  if (!TRIPLE.test(basename(root)) || basename(dirname(root)) !== 'vendor') return [];
  return childrenOf(root)
    .flatMap((child) => {
      const below = child.isDirectory() ? childrenOf(join(root, child.name)) : [];
      return below.length === 0 ? [child.name] : below.map(({ name }) => `${child.name}/${name}`);
    })
    .toSorted()
    .slice(0, MAX_NAMES)
    .map((name) => `layout.${name}`);
}

function childrenOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { compileCacheFolder } from './compile-cache.js';

/** A process that started before an edit may still load modules of the bundle that it started with. */
const UNUSED_MS = 24 * 60 * 60 * 1000;

/** The second changes when npm installs other dependencies. */
const OTHER_SOURCES = ['package.json', 'node_modules/.package-lock.json'];

/**
 * The folder of the bundle of the present sources, built if it is missing. Null if it can be neither read nor built.
 *
 * @param root absolute path of the checkout
 * @param modules see `buildCodeBundle`
 */
export async function codeBundle(root, modules) {
  try {
    const cache = join(root, 'node_modules', '.cache', 'codex-conformance');
    const folder = join(cache, hashOfSources(root));
    if (existsSync(folder)) markUsed(folder);
    else {
      const { buildCodeBundle } = await import('./build-code-bundle.js');
      await buildCodeBundle(root, modules, folder);
      removeUnused(cache);
      removeUnusedCompiled(compileCacheFolder(process.env));
    }
    return folder;
  } catch {
    return null;
  }
}

/** By size and time of change: reading them all takes as long as loading the bundle. */
function hashOfSources(root) {
  const hash = createHash('sha256');
  for (const path of [...filesBelow(root, 'helpers'), ...filesBelow(root, 'bin'), ...OTHER_SOURCES]) {
    const { size, ctimeMs } = statSync(join(root, path));
    hash.update(`${path} ${size} ${ctimeMs}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

function filesBelow(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(root, path) : [path];
  });
}

function markUsed(folder) {
  try {
    utimesSync(folder, new Date(), new Date());
  } catch {
    // A bundle that cannot be written to can be read.
  }
}

function removeUnused(cache) {
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    if (Date.now() - statSync(path).mtimeMs > UNUSED_MS) rmSync(path, { recursive: true, force: true });
  }
}

/** Each edit adds what Node.js compiled of the bundle. It does not mark what it reads, so that the rest is compiled again. */
function removeUnusedCompiled(folder) {
  if (existsSync(folder)) for (const name of readdirSync(folder)) removeUnused(join(folder, name));
}

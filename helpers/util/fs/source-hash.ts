import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import picomatch from 'picomatch';

/**
 * A short hash of the paths and the contents of source files.
 *
 * @param folder absolute path
 * @param patterns globs, relative to it, for files
 */
export function sourceHash(folder: string, patterns: readonly string[], salt = ''): string {
  const hash = createHash('sha256').update(salt);
  const matches = picomatch([...patterns]);
  // Node's own glob takes 65 ms to load.
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => matches(path));
  for (const path of paths.toSorted()) hash.update(`\0${path}\0`).update(readFileSync(join(folder, path)));
  return hash.digest('hex').slice(0, 16);
}

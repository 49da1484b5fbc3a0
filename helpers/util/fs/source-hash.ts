import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A short hash of source files: of their paths and all that is in them.
 *
 * @param folder absolute path
 * @param patterns globs, relative to it
 * @param salt what else counts
 */
export function sourceHash(folder: string, patterns: readonly string[], salt = ''): string {
  const hash = createHash('sha256').update(salt);
  const paths = patterns.flatMap((pattern) => globSync(pattern, { cwd: folder }));
  for (const path of paths.toSorted()) hash.update(`\0${path}\0`).update(readFileSync(join(folder, path)));
  return hash.digest('hex').slice(0, 16);
}

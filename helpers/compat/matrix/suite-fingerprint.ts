import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Below `helpers/`: all that makes a verdict. What only shows verdicts, or brings a binary, is not among them. */
const SOURCES = '{app-server,checks,exec,files,inputs,jsonl,model,recording,scenarios}/**/*.{ts,js}';
const BINARY_SOURCES = 'codex/*.{ts,js}';

const HELPERS = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

let fingerprint: string | undefined;

/**
 * A hash of all that makes a verdict: checks, scenarios, what drives codex, and the version of Vitest, which alone can read
 * the blobs that it wrote. Verdicts of the same recordings with the same fingerprint are the same.
 */
export function suiteFingerprint(): string {
  fingerprint ??= fingerprintOf([SOURCES, BINARY_SOURCES].flatMap((pattern) => globSync(pattern, { cwd: HELPERS })));
  return fingerprint;
}

function fingerprintOf(paths: readonly string[]): string {
  const hash = createHash('sha256').update(vitestVersion());
  for (const path of paths.toSorted()) hash.update(`\0${path}\0`).update(readFileSync(join(HELPERS, path)));
  return hash.digest('hex').slice(0, 16);
}

function vitestVersion(): string {
  const { version } = createRequire(import.meta.url)('vitest/package.json') as { readonly version: string };
  return version;
}

import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sourceHash } from '../../util/fs/source-hash.ts';

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
  fingerprint ??= sourceHash(HELPERS, [SOURCES, BINARY_SOURCES], vitestVersion());
  return fingerprint;
}

function vitestVersion(): string {
  const { version } = createRequire(import.meta.url)('vitest/package.json') as { readonly version: string };
  return version;
}

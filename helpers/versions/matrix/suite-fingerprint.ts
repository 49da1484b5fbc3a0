import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sourceHash } from '../../util/fs/source-hash.ts';

/** Below `helpers/`: whatever can change a verdict. Downloads and output formats cannot. */
const SOURCES = [
  '{app-server,checks,exec,inputs,model,queries,recording,scenarios,util}/**/*.{ts,js}',
  'codex/*.{ts,js}',
  'versions/matrix/{judge-version,normalise-evidence,verdicts}.{ts,js}',
];

const HELPERS = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

let fingerprint: string | undefined;

/** A hash of the sources that can change a verdict. With the same fingerprint the same recordings have the same verdicts. */
export function suiteFingerprint(): string {
  fingerprint ??= sourceHash(HELPERS, SOURCES);
  return fingerprint;
}

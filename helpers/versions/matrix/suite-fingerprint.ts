import { sourceHash } from '../../util/hash.ts';

/**
 * A hash of the sources that can change a verdict: not of downloads and output formats. With the same fingerprint the same
 * recordings have the same verdicts.
 */
export const suiteFingerprint = sourceHash([
  '{app-server,checks,exec,inputs,model,queries,recording,scenarios,util}/**/*.{ts,js,mjs,json}',
  'codex/*.{ts,js}',
  'versions/matrix/{judge-version,normalise-evidence,verdicts}.{ts,js}',
]);

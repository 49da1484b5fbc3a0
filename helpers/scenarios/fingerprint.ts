import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Below `helpers/`: what decides which bytes a scenario sends to codex, and how the answers are recorded. */
const INSTRUMENT = [
  'app-server/*',
  'codex/*',
  'exec/*',
  'model/*',
  'recording/**/*',
  'scenarios/dsl/*',
  'scenarios/run-scenario.*',
  'scenarios/from-case.*',
  'inputs/reference-code.*',
];

const HELPERS = dirname(dirname(fileURLToPath(import.meta.url)));

let instrument: string | undefined;

/**
 * A hash of what decides how a scenario is played: the instrument, which all scenarios share, and these parts of its own.
 * Recordings of one binary and one fingerprint need not be made again.
 */
export function fingerprintOf(...parts: readonly string[]): string {
  instrument ??= hash(sources());
  return hash([instrument, ...parts]).slice(0, 16);
}

/** The text of a file of scenarios, as a part of their fingerprints. */
export function sourceOf(url: string): string {
  return readFileSync(fileURLToPath(url), 'utf8');
}

/** The same in the checkout and, as JavaScript, in the published package: either is the same within itself. */
function sources(): string[] {
  const paths = INSTRUMENT.flatMap((pattern) => globSync(`${pattern}.{ts,js}`, { cwd: HELPERS }));
  return paths.toSorted().flatMap((path) => [basename(path), readFileSync(join(HELPERS, path), 'utf8')]);
}

function hash(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sourceHash } from '../util/fs/source-hash.ts';

/** Below `helpers/`: what decides which bytes a scenario sends to codex, and how the answers are recorded. */
const INSTRUMENT = [
  'app-server/*.{ts,js}',
  'codex/*.{ts,js}',
  'exec/*.{ts,js}',
  'model/*.{ts,js}',
  'recording/**/*.{ts,js}',
  'scenarios/dsl/*.{ts,js}',
  'scenarios/run-scenario.{ts,js}',
  'scenarios/from-case.{ts,js}',
  'inputs/reference-code.{ts,js}',
];

const HELPERS = dirname(dirname(fileURLToPath(import.meta.url)));

let instrument: string | undefined;

/**
 * A hash of what decides how a scenario is played: the instrument, which all scenarios share, and these parts of its own.
 * Recordings of one binary and one fingerprint need not be made again.
 */
export function fingerprintOf(...parts: readonly string[]): string {
  instrument ??= sourceHash(HELPERS, INSTRUMENT);
  return createHash('sha256')
    .update(JSON.stringify([instrument, ...parts]))
    .digest('hex')
    .slice(0, 16);
}

/** The text of a file of scenarios, as a part of their fingerprints. */
export function sourceOf(url: string): string {
  return readFileSync(fileURLToPath(url), 'utf8');
}

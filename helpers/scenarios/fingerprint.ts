import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { contentHash, sourceHash } from '../util/hash.ts';

/**
 * The sources that decide which bytes a scenario sends to codex, and how the answers are recorded. Checks, their mutants and
 * their preconditions do not.
 */
const instrument = sourceHash([
  'app-server/*.{ts,js}',
  'codex/*.{ts,js}',
  'exec/*.{ts,js}',
  'model/*.{ts,js}',
  'recording/!(preconditions|older-formats).{ts,js}',
  'recording/sanitise/*.{ts,js,json}',
  'scenarios/dsl/*.{ts,js,mjs}',
  'scenarios/run-scenario.{ts,js}',
  'scenarios/silence.{ts,js}',
  'scenarios/from-case.{ts,js}',
  'inputs/reference-code.{ts,js}',
]);

/**
 * A hash of whatever decides how a scenario is played: the instrument, which all scenarios share, and parts of its own.
 * A recording of the same binary with the same fingerprint is up to date.
 */
export function fingerprintOf(...parts: readonly string[]): string {
  return contentHash([instrument(), ...parts]);
}

/** The text of a file of scenarios, as a part of their fingerprints. */
export function sourceAt(url: string): string {
  return readFileSync(fileURLToPath(url), 'utf8');
}

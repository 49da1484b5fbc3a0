import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sourceHash } from '../../util/fs/source-hash.ts';

let fingerprint: string | undefined;

/** A hash of all that makes facts, and histories, of recordings. */
export function factsFingerprint(): string {
  fingerprint ??= sourceHash(dirname(fileURLToPath(import.meta.url)), ['*.{ts,js}', 'facts/*.{ts,js}']);
  return fingerprint;
}

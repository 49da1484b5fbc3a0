import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sourceHash } from '../../util/fs/source-hash.ts';

const VERSIONS = dirname(dirname(fileURLToPath(import.meta.url)));

let fingerprint: string | undefined;

/** A hash of the sources that extract facts, and histories, from recordings. */
export function factsFingerprint(): string {
  fingerprint ??= sourceHash(VERSIONS, ['{facts,history}/*.{ts,js}']);
  return fingerprint;
}

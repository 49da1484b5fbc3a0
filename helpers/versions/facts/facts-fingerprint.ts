import { sourceHash } from '../../util/hash.ts';

/** A hash of the sources that extract facts, and histories, from recordings. */
export const factsFingerprint = sourceHash(['versions/{facts,history}/*.{ts,js}', 'recording/normalise.{ts,js}']);

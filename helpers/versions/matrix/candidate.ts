import type { Codex } from '../../codex/identify.ts';
import type { FoundCodex } from '../../codex/locate.ts';

/** A codex to judge: a binary of this machine or a published version. */
export type Candidate = LocalCandidate | PublishedCandidate;

/** A binary of this machine. It has already been probed. */
export interface LocalCandidate {
  readonly kind: 'local';
  /** Its version, or the text that the user wrote if the version is unknown. */
  readonly version: string;
  /** Null if it cannot be found or does not run. */
  readonly codex: Codex | null;
  readonly problem: string | null;
}

/** A published version. It never changes, so results about it stay valid without the binary. */
export interface PublishedCandidate {
  readonly kind: 'published';
  readonly version: string;
  /** ISO 8601; null if unknown. */
  readonly published: string | null;
  /** Downloads it if needed. @throws SuiteError if that fails */
  readonly acquire: (signal: AbortSignal) => Promise<FoundCodex>;
}

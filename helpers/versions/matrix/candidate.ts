import type { Codex } from '../../codex/identify.ts';
import type { FoundCodex } from '../../codex/locate.ts';

/** A codex that can be started, until it is released. */
export interface HeldCodex extends FoundCodex {
  /** Lets it be removed when the room is needed. Can be called twice. Never rejects. */
  readonly release: () => Promise<void>;
}

/** A codex that is to be swept. */
export type Candidate = LocalCandidate | PublishedCandidate;

/** A binary of this machine, which was asked already. */
export interface LocalCandidate {
  readonly kind: 'local';
  /** Its version, or what the user wrote where none is known. */
  readonly version: string;
  /** Null where it could not be had. */
  readonly codex: Codex | null;
  /** Why it could not be had. */
  readonly problem: string | null;
}

/** A published version, which never changes, so that what is known of it holds without the binary. */
export interface PublishedCandidate {
  readonly kind: 'published';
  readonly version: string;
  /** ISO 8601; null where it is not known. */
  readonly published: string | null;
  /** @throws SuiteError where it cannot be had */
  readonly obtain: (signal: AbortSignal) => Promise<HeldCodex>;
}

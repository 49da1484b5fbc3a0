import type { LineFlaw } from './line-flaws.ts';

/**
 * How a line of the server can break the protocol. A `late-response` is not the server's fault alone:
 * it answers a request whose caller had stopped waiting.
 */
export type ViolationKind = LineFlaw | 'invalid-message' | 'unknown-response' | 'duplicate-response' | 'late-response';

/** One line of the server that could not be used as it should. */
export interface Violation {
  readonly kind: ViolationKind;
  /** The line, raw. */
  readonly line: string;
  readonly reason: string;
}

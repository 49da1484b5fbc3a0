/** Leaves that no check can judge, because nothing else that is recorded depends on them. */
interface Unjudgeable {
  /** Matches `<kind of message> <path>`, as in `turn/started params.turn.id`. */
  readonly paths: RegExp;
  readonly reason: string;
}

/** The leaves that the score leaves out. */
export const UNJUDGEABLE: readonly Unjudgeable[] = [];

/** The ways in which a process ends. */
export const ENDED_BY = [
  /** It exited, or something outside the suite killed it. */
  'itself',
  /** Killed by the suite: it outlived the deadline of its turn. */
  'deadline',
  /** Killed by the suite: it did not exit after the last event of its turn, or after its stdin was closed. */
  'hang',
  /** Killed by the suite: it printed more than the suite keeps. Its stdout, or its wire, is cut there. */
  'output-limit',
  /** Killed by the suite because the run was interrupted. */
  'interrupt',
  /** It could not be started. */
  'spawn-error',
] as const;

/** One way in which a process ends. */
export type EndedBy = (typeof ENDED_BY)[number];

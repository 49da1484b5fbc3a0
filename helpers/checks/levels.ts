/** The verdicts of a check on a recording. */
export const VERDICTS = ['pass', 'fail', 'not-applicable', 'untestable', 'harness-error'] as const;

/** Why a check does not apply: the binary lacks a capability, the recording does not observe it, or it did not happen. */
export const CAUSES = ['lacks', 'not-observed', 'nothing-seen'] as const;

/** The severities of a clause: a failed `may` is reported, and red only if a run asks for it. */
export const LEVELS = ['must', 'should', 'may'] as const;

/** The sources of a clause: documentation, the schema that the binary emits, upstream's source, or observation alone. */
export const AUTHORITY_KINDS = ['documented', 'schema', 'source', 'observed'] as const;

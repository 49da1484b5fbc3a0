/** The ways in which a program drives codex, in the order in which they are reported. */
export const MODES = ['exec_stateless', 'exec_persistent', 'app_server'] as const;

/** One way in which a program drives codex. */
export type Mode = (typeof MODES)[number];

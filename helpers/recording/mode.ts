/** How codex speaks to a program: the events of `codex exec --json`, or the messages of `codex app-server`. */
export type Language = 'exec' | 'app-server';

interface ModeEntry {
  readonly language: Language;
  /** For people. */
  readonly label: string;
  /** Of the names of the scenarios that play a case. */
  readonly prefix: string;
  /** The process that runs each turn of a case. */
  readonly processes: readonly number[];
}

/** Each way in which a program drives codex, in the order in which they are reported. */
export const MODE_TABLE = {
  exec_stateless: { language: 'exec', label: 'exec, stateless', prefix: 'exec/stateless', processes: [1] },
  exec_persistent: { language: 'exec', label: 'exec, persistent', prefix: 'exec/persistent', processes: [1, 2] },
  app_server: { language: 'app-server', label: 'app-server', prefix: 'app-server/turn', processes: [1] },
} as const satisfies Record<string, ModeEntry>;

/** One way in which a program drives codex. */
export type Mode = keyof typeof MODE_TABLE;

/** All modes, in the order in which they are reported. */
export const MODES = Object.keys(MODE_TABLE) as readonly Mode[];

/** The language of a mode. */
export function languageOf(mode: Mode): Language {
  return MODE_TABLE[mode].language;
}

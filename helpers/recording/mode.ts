import type { Cases } from '../inputs/cases.ts';
import type { Precondition } from './preconditions.ts';

/** How codex speaks to a program: the events of `codex exec --json`, or the messages of `codex app-server`. */
export type Language = 'exec' | 'app-server';

interface ModeEntry {
  readonly language: Language;
  readonly label: string;
  /** One case, in the words of a title. */
  readonly about: string;
  /** Of the names of the scenarios that play a case. */
  readonly prefix: string;
  /** The key of the cases file. */
  readonly cases: keyof Cases;
  /** The process that runs each turn of a case. */
  readonly processes: readonly number[];
  /** Preconditions that a case breaks. */
  readonly breaks: readonly Precondition[];
  /** Preconditions that a case shows, besides its known reply. */
  readonly shows: readonly Precondition[];
  /** Its name in `conversation-inspection.json`. */
  readonly approach: string;
}

/** Each way in which a program drives codex, in the order in which they are reported. */
export const MODE_TABLE = {
  exec_stateless: {
    language: 'exec',
    label: 'exec, stateless',
    about: 'one turn of codex exec --json for each case.',
    prefix: 'exec/stateless',
    cases: 'exec_stateless',
    processes: [1],
    breaks: ['unknown-model', 'asked-settings'],
    shows: ['ephemeral'],
    approach: 'exec_stateless',
  },
  exec_persistent: {
    language: 'exec',
    label: 'exec, persistent',
    about: 'one thread over codex exec --json and codex exec resume.',
    prefix: 'exec/persistent',
    cases: 'exec_persistent',
    processes: [1, 2],
    breaks: ['unknown-model', 'asked-settings'],
    shows: ['resumed'],
    approach: 'exec_persistent_resume',
  },
  app_server: {
    language: 'app-server',
    label: 'app-server',
    about: 'one conversation over codex app-server. `error` carries the text of the protocol error.',
    prefix: 'app-server/turn',
    cases: 'app_server',
    processes: [1],
    breaks: ['usage-repeated'],
    shows: [],
    approach: 'app_server',
  },
} as const satisfies Record<string, ModeEntry>;

/** One way in which a program drives codex. */
export type Mode = keyof typeof MODE_TABLE;

/** All modes, in the order in which they are reported. */
export const MODES = Object.keys(MODE_TABLE) as readonly Mode[];

/** The language of a mode. */
export function languageOf(mode: Mode): Language {
  return MODE_TABLE[mode].language;
}

/** A value for each mode, in the order of {@link MODES}. */
export function forEachMode<Value>(valueOf: (mode: Mode) => Value): Record<Mode, Value> {
  return Object.fromEntries(MODES.map((mode) => [mode, valueOf(mode)])) as Record<Mode, Value>;
}

import { DEFAULT_DEADLINE_SECONDS } from '../scenarios/deadlines.ts';

/** What an option takes: nothing, a text, texts (it can be given several times), or a positive number of seconds. */
type OptionKind = 'flag' | 'text' | 'list' | 'seconds';

/** One option, as it is parsed and as help shows it. */
export interface OptionDescription {
  readonly kind: OptionKind;
  /** What help calls its value. */
  readonly value?: string;
  readonly help: string;
  /** Only for `text`. */
  readonly default?: string;
  /** Another option of the same command without which this one means nothing. */
  readonly needs?: string;
}

/** One command, as it is parsed and as help shows it. */
interface CommandDescription {
  readonly summary: string;
  /** By the name that handlers see; {@link flagOf} gives what a person types. */
  readonly options: Readonly<Record<string, OptionDescription>>;
  /** Arguments after the program's name. */
  readonly examples: readonly string[];
}

const codex = {
  kind: 'text',
  value: 'C',
  help: 'The codex to test: the path of a binary, "pinned" (the version that this suite was written for) or "path" (the one on PATH). Default: CODEX_BIN if that is set, otherwise the one on PATH.',
} as const;

const only = {
  kind: 'list',
  value: 'GLOB',
  help: 'Take only what this matches: scenarios by name (exec/resume, exec/**, **/by-id) and checks by id. Can be given several times.',
} as const;

const cases = {
  kind: 'text',
  value: 'FILE',
  help: 'Prompts and expected replies of the three modes. Default: inputs/cases.json of the suite.',
} as const;

/** All commands. The parser, the help and the types of the handlers come from here. */
export const COMMANDS = {
  run: {
    summary: 'Run the suite on one codex and write the results.',
    options: {
      codex,
      live: { kind: 'flag', help: 'Use your own login and model instead of the scripted model. Costs tokens.' },
      only,
      out: { kind: 'text', value: 'DIR', default: 'outputs', help: 'Where the results go.' },
      cases,
      deadline: {
        kind: 'seconds',
        value: 'SECONDS',
        help: `How long one turn may take. Default: ${DEFAULT_DEADLINE_SECONDS.scripted}, with --live ${DEFAULT_DEADLINE_SECONDS.live}.`,
      },
      workspace: {
        kind: 'text',
        value: 'DIR',
        needs: 'live',
        help: 'The folder that codex works in. Only with --live.',
      },
      verbose: { kind: 'flag', help: 'Show each check, and the stack of an unforeseen error.' },
      noColor: { kind: 'flag', help: 'Print without colours.' },
    },
    examples: ['run', 'run --codex ./target/release/codex --only exec', "run --live --only 'app-server/*'"],
  },
  record: {
    summary: 'Run scenarios and keep their recordings as fixtures.',
    options: {
      codex,
      out: { kind: 'text', value: 'DIR', default: 'fixtures', help: 'Where the recordings go.' },
      only,
      cases,
    },
    examples: ['record --codex pinned', 'record --only exec/resume'],
  },
  list: {
    summary: 'List the scenarios and the checks.',
    options: {
      json: { kind: 'flag', help: 'Print JSON.' },
      only,
    },
    examples: ['list', "list --json --only 'exec/**'"],
  },
} as const satisfies Readonly<Record<string, CommandDescription>>;

/** Names of the commands. */
export type CommandName = keyof typeof COMMANDS;

/** In the order in which help shows them. */
export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[];

type Value<Description extends OptionDescription> = {
  flag: boolean;
  text: Description extends { readonly default: string } ? string : string | undefined;
  list: readonly string[];
  seconds: number | undefined;
}[Description['kind']];

/** What the handler of a command gets: flags not given are false, lists not given are empty. */
export type OptionsOf<Name extends CommandName> = {
  readonly [
    Option in keyof (typeof COMMANDS)[Name]['options']
  ]: (typeof COMMANDS)[Name]['options'][Option] extends infer D extends OptionDescription ? Value<D> : never;
};

/** What a person types for an option: `noColor` is `no-color`. */
export function flagOf(option: string): string {
  return option.replaceAll(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
}

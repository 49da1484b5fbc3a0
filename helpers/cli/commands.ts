import { DEFAULT_DEADLINE_SECONDS } from '../scenarios/deadlines.ts';

/**
 * What an option takes: nothing, a text, texts (it can be given several times), one of some words, a positive number of
 * seconds, or a whole number from 1.
 */
type OptionKind = 'flag' | 'text' | 'list' | 'choice' | 'seconds' | 'count';

/** One option, as it is parsed and as help shows it. */
export interface OptionDescription {
  readonly kind: OptionKind;
  /** What help calls its value. */
  readonly value?: string;
  readonly help: string;
  /** The words of a `choice`. */
  readonly choices?: readonly string[];
  /** Only for `text`, `choice` and `count`. */
  readonly default?: string | number;
  /** Another option of the same command without which this one means nothing. */
  readonly needs?: string;
}

/** What a command takes besides its options. */
export interface OperandDescription {
  /** By which handlers find it among the options. */
  readonly name: string;
  /** What help calls it. */
  readonly value: string;
  readonly help: string;
}

/** One command, as it is parsed and as help shows it. */
export interface CommandDescription {
  readonly summary: string;
  readonly operand?: OperandDescription;
  /** What it takes after the first one. */
  readonly secondOperand?: OperandDescription;
  /** By the name that handlers see; {@link flagOf} gives what a person types. */
  readonly options: Readonly<Record<string, OptionDescription>>;
  /** Arguments after the program's name. */
  readonly examples: readonly string[];
}

const codex = {
  kind: 'text',
  value: 'C',
  help: 'The codex to test: the path of a binary, a published version (0.98.0), a range in which there is one, "latest", "pinned" (the version that this suite was written for) or "path" (the one on PATH). Default: CODEX_BIN if that is set, otherwise the one on PATH.',
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
      modesOnly: {
        kind: 'flag',
        help: 'Take only the three modes, not the scenarios of depth. So it is with --live and --cases.',
      },
      out: { kind: 'text', value: 'DIR', default: 'outputs', help: 'Where the results go.' },
      cases,
      baseline: {
        kind: 'text',
        value: 'FILE',
        help: 'Failures that are known and not to make the run red. Default: the baseline of the suite; with --cases none.',
      },
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
      verbose: { kind: 'flag', help: 'Show the stack of an unforeseen error.' },
      noColor: { kind: 'flag', help: 'Print without colours.' },
    },
    examples: [
      'run',
      'run --codex ./target/release/codex --only exec',
      'run --codex 0.98.0',
      "run --live --only 'app-server/*'",
    ],
  },
  matrix: {
    summary: 'Run the suite on many versions of codex, and write what holds in which.',
    options: {
      codex: {
        kind: 'text',
        value: 'C',
        help: 'The codexes: versions (0.98.0), ranges (">=0.98.0"), latest, paths of binaries, or several of these with commas between.',
      },
      merge: {
        kind: 'list',
        value: 'DIR',
        help: 'Run nothing: merge what shards wrote into this folder, or into the folders in it. Can be given several times.',
      },
      out: {
        kind: 'text',
        value: 'DIR',
        default: 'outputs/matrix',
        help: 'Where all goes. What is there already, and up to date, is not made again.',
      },
      jobs: {
        kind: 'count',
        value: 'N',
        help: 'How many scenarios are played at once. Default: as many as there are processors, and 3 at least.',
      },
      only,
      baseline: {
        kind: 'text',
        value: 'FILE',
        help: 'Failures that are known, by version. Default: the baseline of the suite.',
      },
      deadline: {
        kind: 'seconds',
        value: 'SECONDS',
        help: `How long one turn may take. Default: ${DEFAULT_DEADLINE_SECONDS.scripted}.`,
      },
      shard: {
        kind: 'text',
        value: 'I/N',
        help: 'Take only one share of the versions, as in 1/4. The matrix is made by --merge.',
      },
      failOn: {
        kind: 'choice',
        value: 'WHAT',
        choices: ['red', 'nothing'],
        default: 'nothing',
        help: 'Exit with 1 if anything is red that the baseline does not know: red, or nothing.',
      },
      verbose: { kind: 'flag', help: 'Show the stack of an unforeseen error.' },
    },
    examples: [
      "matrix --codex '>=0.98.0'",
      'matrix --codex 0.98.0,latest,./target/release/codex --jobs 4',
      "matrix --codex '>=0.98.0' --shard 1/4 --out shards/1",
      'matrix --merge shards',
    ],
  },
  bisect: {
    summary: 'Find the first published version in which a check fails.',
    operand: {
      name: 'check',
      value: 'CHECK',
      help: 'The id of the check, with @ and the name of a scenario to look at that one alone.',
    },
    options: {
      good: { kind: 'text', value: 'A', help: 'A version in which it holds.' },
      bad: { kind: 'text', value: 'B', help: 'A later version in which it fails, or latest.' },
      out: {
        kind: 'text',
        value: 'DIR',
        default: 'outputs/bisect',
        help: 'Where the bundle goes that shows the failure without this suite.',
      },
      json: { kind: 'flag', help: 'Print JSON.' },
    },
    examples: ['bisect exec/stdin/open-pipe-not-awaited --good 0.98.0 --bad latest'],
  },
  record: {
    summary: 'Run scenarios and keep their recordings as fixtures.',
    options: {
      codex,
      out: { kind: 'text', value: 'DIR', default: 'fixtures', help: 'Where the recordings go.' },
      short: {
        kind: 'flag',
        help: 'Cut long texts of requests to the model, and leave the schema out: for fixtures of many versions.',
      },
      only,
      cases,
    },
    examples: ['record --codex pinned', 'record --only exec/resume'],
  },
  replay: {
    summary: 'Play the scenario of a recording again and tell what became of its red checks.',
    operand: { name: 'folder', value: 'DIR', help: 'The folder of a recording: the one with run.json in it.' },
    options: { codex, json: { kind: 'flag', help: 'Print JSON.' } },
    examples: [
      'replay outputs/recordings/exec/stateless/sum',
      'replay fixtures/0.98.0/app-server/turn/sum --codex ./target/release/codex --json',
    ],
  },
  list: {
    summary: 'List the scenarios and the checks.',
    options: {
      json: { kind: 'flag', help: 'Print JSON.' },
      mutants: { kind: 'flag', help: 'Show, below each check, the mutants that it is proven to notice.' },
      only,
      cases,
    },
    examples: ['list', "list --json --only 'exec/**'"],
  },
  explain: {
    summary:
      'Explain one check: its clause, what it rests on, what it notices, what the last run said, and its history over versions.',
    operand: { name: 'check', value: 'CHECK', help: 'The id of the check.' },
    options: {
      json: { kind: 'flag', help: 'Print JSON.' },
      out: { kind: 'text', value: 'DIR', default: 'outputs', help: 'Where the results of the last run are.' },
      matrix: {
        kind: 'text',
        value: 'DIR',
        default: 'outputs/matrix',
        help: 'Where the matrix is, for what became of the check from version to version.',
      },
    },
    examples: [
      'explain turn/reply/exact',
      'explain exec/turn/completes --json',
      'explain exec/stdin/open-pipe-not-awaited --matrix outputs/matrix',
    ],
  },
  judge: {
    summary: 'Judge a stream that you captured, by the clauses that hold for every stream.',
    operand: {
      name: 'file',
      value: 'FILE',
      help: 'What codex exec --json printed, or a log of what crossed the wire of codex app-server; "-" is stdin.',
    },
    options: {
      as: {
        kind: 'choice',
        value: 'LANGUAGE',
        choices: ['exec', 'app-server'],
        help: 'What the stream is: exec or app-server. Default: as its first lines say.',
      },
      only: {
        kind: 'list',
        value: 'GLOB',
        help: 'Judge only by the checks that this matches. Can be given several times.',
      },
      format: {
        kind: 'choice',
        value: 'FORMAT',
        choices: ['text', 'json', 'sarif', 'github'],
        default: 'text',
        help: 'How the findings are printed: text, json, sarif (2.1.0) or github (workflow commands).',
      },
      maxFindings: {
        kind: 'count',
        value: 'N',
        default: 5,
        help: 'How many findings of each check are shown; the others are counted.',
      },
    },
    examples: [
      'judge session.jsonl',
      'judge wire.log --as app-server --format sarif',
      "judge - --only 'exec/items/**'",
    ],
  },
  versions: {
    summary: 'List the published versions of codex, and which of them are in the cache.',
    options: {
      codex: {
        kind: 'text',
        value: 'RANGE',
        help: 'Only these: a version, a range (">=0.98.0 <0.117.0") or latest. Default: all.',
      },
      cached: { kind: 'flag', help: 'Only those in the cache. The registry is not asked.' },
      pre: { kind: 'flag', help: 'Pre-releases too.' },
      json: { kind: 'flag', help: 'Print JSON.' },
      remove: {
        kind: 'text',
        value: 'RANGE',
        help: 'Remove these from the cache instead. What a running command uses stays.',
      },
    },
    examples: ['versions', "versions --codex '>=0.98.0' --json", "versions --remove '<0.98.0'"],
  },
  diff: {
    summary: 'Show what differs between two versions, also where every check passes.',
    operand: {
      name: 'before',
      value: 'A',
      help: 'A codex: a version (0.98.0), latest, pinned, or the path of a binary. Or a folder with recordings of one version, such as fixtures/0.98.0; several of one scenario are its repeats.',
    },
    secondOperand: { name: 'after', value: 'B', help: 'Another one. What both have in common is compared.' },
    options: {
      repeats: {
        kind: 'count',
        value: 'N',
        default: 1,
        help: 'How often each scenario is played on a codex. What varies from one time to the next is no difference.',
      },
      fresh: { kind: 'flag', help: 'Play everything now, also what is in the cache.' },
      format: {
        kind: 'choice',
        value: 'FORMAT',
        choices: ['text', 'md', 'json'],
        default: 'text',
        help: 'How it is printed: text, md (for a pull request) or json (each single difference).',
      },
      failOn: {
        kind: 'choice',
        value: 'CLASS',
        choices: ['breaking', 'additive', 'cosmetic'],
        help: 'Exit with 1 if there is a change of this class or of a worse one: breaking, additive or cosmetic.',
      },
      only: {
        kind: 'list',
        value: 'GLOB',
        help: 'Compare only the scenarios that this matches. Can be given several times.',
      },
    },
    examples: [
      'diff 0.98.0 latest',
      'diff 0.160.0 ./target/release/codex --only exec --fail-on breaking',
      'diff fixtures/0.98.0 fixtures/0.117.0 --format md',
    ],
  },
  history: {
    summary: 'Show since when, until when and how each version does what.',
    operand: { name: 'folder', value: 'DIR', help: 'A folder with recordings of several versions, such as fixtures.' },
    options: {
      format: {
        kind: 'choice',
        value: 'FORMAT',
        choices: ['md', 'json', 'changes'],
        default: 'md',
        help: 'How it is printed: md (what came, went or changed), json (everything), or changes (a changelog, from version to version).',
      },
      only: {
        kind: 'list',
        value: 'GLOB',
        help: 'Look only at the scenarios that this matches. Can be given several times.',
      },
    },
    examples: ['history fixtures', 'history outputs/matrix/recordings --only exec --format changes'],
  },
  'can-i-upgrade': {
    summary: 'Tell whether what you rely on holds in another version, and where it breaks.',
    options: {
      from: {
        kind: 'text',
        value: 'A',
        help: 'The codex that you use: a version, the path of a binary, or a folder with recordings of one version.',
      },
      to: { kind: 'text', value: 'B', help: 'The one that you want: the same, or latest. A folder if A is one.' },
      uses: {
        kind: 'text',
        value: 'FILE',
        help: 'What you rely on, as JSON: checks, facts, flags, methods and streams. See docs/upgrade.md.',
      },
      fromStream: {
        kind: 'list',
        value: 'FILE',
        help: 'Rely on all events, items and fields in this stream of exec or wire of app-server. Can be given several times.',
      },
      matrix: {
        kind: 'text',
        value: 'DIR',
        help: 'Play nothing: take what a matrix, or a folder with recordings of several versions, knows. Default: outputs/matrix if it holds both versions.',
      },
      noSearch: { kind: 'flag', help: 'Do not look for the first version that breaks something.' },
      format: {
        kind: 'choice',
        value: 'FORMAT',
        choices: ['text', 'md', 'json'],
        default: 'text',
        help: 'How it is printed: text, md (for a pull request) or json.',
      },
    },
    examples: [
      'can-i-upgrade --from 0.98.0 --to latest --uses uses.json',
      'can-i-upgrade --from 0.98.0 --to 0.169.0 --from-stream session.jsonl --format md',
      'can-i-upgrade --from fixtures/0.98.0 --to fixtures/0.169.0 --uses uses.json',
    ],
  },
} as const satisfies Readonly<Record<string, CommandDescription>>;

/** Names of the commands. */
export type CommandName = keyof typeof COMMANDS;

/** In the order in which help shows them. */
export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[];

/** Undefined where it is not given and has no default. */
type Optional<Description, T> = Description extends { readonly default: string | number } ? T : T | undefined;

type Value<Description extends OptionDescription> = {
  flag: boolean;
  text: Optional<Description, string>;
  list: readonly string[];
  choice: Optional<Description, Description extends { readonly choices: readonly (infer Word)[] } ? Word : never>;
  seconds: number | undefined;
  count: Optional<Description, number>;
}[Description['kind']];

type OperandOf<Description> = (Description extends { readonly operand: { readonly name: infer Name extends string } }
  ? { readonly [Key in Name]: string }
  : unknown) &
  (Description extends { readonly secondOperand: { readonly name: infer Name extends string } }
    ? { readonly [Key in Name]: string }
    : unknown);

/** What the handler of a command gets: flags not given are false, lists not given are empty. */
export type OptionsOf<Name extends CommandName> = {
  readonly [
    Option in keyof (typeof COMMANDS)[Name]['options']
  ]: (typeof COMMANDS)[Name]['options'][Option] extends infer D extends OptionDescription ? Value<D> : never;
} & OperandOf<(typeof COMMANDS)[Name]>;

/** What a person types for an option: `noColor` is `no-color`. */
export function flagOf(option: string): string {
  return option.replaceAll(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
}

/** What a command takes besides its options, in order. */
export function operandsOf({ operand, secondOperand }: CommandDescription): OperandDescription[] {
  return [operand, secondOperand].filter((description) => description !== undefined);
}

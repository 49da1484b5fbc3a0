import packageJson from '../../package.json' with { type: 'json' };
import { parseArguments } from './arguments.ts';
import type { CommandInvocation, Invocation } from './arguments.ts';
import type { CommandName, OptionsOf } from './commands.ts';
import { USAGE } from './exit-codes.ts';
import { helpText } from './help.ts';
import type { Io } from './io.ts';
import { printError } from './print-error.ts';

/** What does the work of each command. Returns the exit code. */
export type Handlers = {
  readonly [Name in CommandName]: (options: OptionsOf<Name>, io: Io) => Promise<number>;
};

/** Loaded when they are needed, so that help comes at once. */
const HANDLERS: Handlers = {
  run: async (options, io) => (await import('./commands/run.ts')).run(options, io),
  matrix: async (options, io) => (await import('./commands/matrix.ts')).matrix(options, io),
  bisect: async (options, io) => (await import('./commands/bisect.ts')).bisect(options, io),
  record: async (options, io) => (await import('./commands/record.ts')).record(options, io),
  replay: async (options, io) => (await import('./commands/replay.ts')).replay(options, io),
  list: async (options, io) => (await import('./commands/list.ts')).list(options, io),
  explain: async (options, io) => (await import('./commands/explain.ts')).explain(options, io),
  judge: async (options, io) => (await import('./commands/judge.ts')).judge(options, io),
  versions: async (options, io) => (await import('./commands/versions.ts')).versions(options, io),
  diff: async (options, io) => (await import('./commands/diff.ts')).diff(options, io),
  history: async (options, io) => (await import('./commands/history.ts')).history(options, io),
  'can-i-upgrade': async (options, io) => (await import('./commands/can-i-upgrade.ts')).canIUpgrade(options, io),
};

/**
 * The command line: understands the arguments that follow the program's name, does what they ask and returns the exit
 * code. Never rejects: errors are printed.
 */
export async function main(argv: readonly string[], io: Io, handlers: Handlers = HANDLERS): Promise<number> {
  let verbose = false;
  try {
    const invocation = parseArguments(argv);
    verbose = invocation.kind === 'command' && 'verbose' in invocation.options && invocation.options.verbose;
    return await perform(invocation, io, handlers);
  } catch (error) {
    return printError(error, io, verbose);
  }
}

function perform(invocation: Invocation, io: Io, handlers: Handlers): number | Promise<number> {
  if (invocation.kind === 'command') return handle(invocation, io, handlers);
  if (invocation.kind === 'no-command') {
    io.stderr(helpText(undefined, io.columns));
    return USAGE;
  }
  io.stdout(invocation.kind === 'version' ? `${packageJson.version}\n` : helpText(invocation.command, io.columns));
  return 0;
}

function handle<Name extends CommandName>(
  { command, options }: CommandInvocation<Name>,
  io: Io,
  handlers: Handlers,
): Promise<number> {
  return handlers[command](options, io);
}

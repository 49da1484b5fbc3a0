import { Command, CommanderError } from '@commander-js/extra-typings';
import packageJson from '../../package.json' with { type: 'json' };
import { nearest } from '../util/text/nearest.ts';
import { SuiteError } from '../util/errors.ts';
import { PROGRAM, type CliCommand } from './command.ts';
import { EXIT_CODES, SUCCESS, USAGE } from './exit-codes.ts';
import type { Io } from './io.ts';

/** Characters. Lines of help are not longer, however wide the terminal, nor shorter, however narrow. */
const WIDEST = 100;
const NARROWEST = 50;

/**
 * The command that the arguments name, with its options parsed; or an exit code, where help or the version was printed.
 *
 * @throws SuiteError `usage`, with a suggestion where there is one
 */
export function parse(argv: readonly string[], io: Io, commands: readonly CliCommand[]): CliCommand | number {
  const program = programOf(commands, io);
  const words = helpFirst(argv, commands);
  const named = commands.find(({ command }) => command.name() === words[0]);
  let chosen: CliCommand | undefined;
  for (const one of commands) {
    one.command.action(() => {
      chosen = one;
    });
  }
  try {
    if (named !== undefined) assertValues(named, words.slice(1));
    program.parse(words, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === 'commander.help') return USAGE;
    if (error.exitCode === 0) return SUCCESS;
    throw usageError(error, named, commands);
  }
  return chosen!;
}

function programOf(commands: readonly CliCommand[], io: Io): Command {
  const width = () => Math.min(Math.max(io.columns, NARROWEST), WIDEST);
  const program = new Command(PROGRAM)
    .description('Drives the real codex through exec --json, exec resume and app-server, and judges what it did.')
    .usage('<command> [options]')
    .version(packageJson.version, '--version', 'Show the version.')
    .helpOption('-h, --help', 'Show this help.')
    .helpCommand('help [command]', 'Show the help of a command.')
    .enablePositionalOptions()
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureHelp({ minWidthToWrap: 20, subcommandTerm: (command) => command.name() })
    .configureOutput({
      writeOut: io.stdout,
      writeErr: io.stderr,
      outputError: () => undefined,
      getOutHelpWidth: width,
      getErrHelpWidth: width,
    })
    .addHelpText(
      'after',
      ['\nExit codes:', ...Object.entries(EXIT_CODES).map(([code, text]) => `  ${code.padEnd(5)}${text}`)].join('\n'),
    );
  for (const { command } of commands) {
    program.addCommand(command.copyInheritedSettings(program).helpOption('-h, --help', 'Show this help.'));
  }
  return program;
}

/** Help is shown wherever it is asked for, however wrong the other arguments are. */
function helpFirst(argv: readonly string[], commands: readonly CliCommand[]): readonly string[] {
  const words = argv[0] === 'help' ? [...argv.slice(1), '--help'] : argv;
  const options = words.includes('--') ? words.slice(0, words.indexOf('--')) : words;
  if (!options.some((word) => word === '--help' || word === '-h')) return words;
  const name = options.find((word) => !word.startsWith('-'));
  if (name === undefined) return ['--help'];
  return commands.some(({ command }) => command.name() === name) ? [name, '--help'] : [name];
}

/** Commander accepts an empty value, the next option as a value, and the last of several values. */
function assertValues({ command }: CliCommand, words: readonly string[]): void {
  const given = new Set<string>();
  for (const [index, word] of words.entries()) {
    if (word === '--') return;
    const [flag = '', ...inline] = word.split('=');
    const option = command.options.find(({ long, required }) => required && long === flag);
    if (option === undefined) continue;
    const isInline = inline.length > 0;
    const value = isInline ? inline.join('=') : (words[index + 1] ?? '');
    if (value === '') throw usage(`${flag} needs a value`, `Write ${option.flags}.`);
    if (!isInline && /^-./.test(value)) {
      const hint = `Write ${option.flags}, or ${flag}=${value} if that is the value.`;
      throw usage(`${flag} needs a value, found the option ${JSON.stringify(value)}`, hint);
    }
    if (given.has(flag) && !Array.isArray(option.defaultValue)) {
      throw usage(`${flag} is given twice, the second time as ${JSON.stringify(value)}`, 'Give it once.');
    }
    given.add(flag);
  }
}

function usageError(error: CommanderError, named: CliCommand | undefined, commands: readonly CliCommand[]): SuiteError {
  const message = error.message.replace(/^error: /, '');
  return usage(message, hintFor(error.code, /'([^']*)'/.exec(message)?.[1] ?? '', named, commands));
}

/** @param word what the message quotes first */
function hintFor(code: string, word: string, named: CliCommand | undefined, commands: readonly CliCommand[]): string {
  const help = `Run ${[PROGRAM, named?.command.name(), '--help'].filter(Boolean).join(' ')} to see all `;
  if (named === undefined) {
    const names = [...commands.map(({ command }) => command.name()), 'help', '--help', '--version'];
    const meant = nearest(word, names);
    if (meant !== undefined) return `Did you mean ${meant}?`;
    if (code === 'commander.unknownCommand') return `${help}commands.`;
    return `Put the command before its options, such as: ${PROGRAM} run ${word}`;
  }
  const { command, examples } = named;
  if (code === 'commander.unknownOption') {
    const flag = word.split('=')[0]!;
    const meant = nearest(flag.replace(/^-+/, ''), namesOf(named));
    if (meant !== undefined) return `Did you mean --${meant}?`;
    const owner = commands.find((one) => one.command.options.some(({ long }) => long === flag));
    return owner === undefined ? `${help}options.` : `It is an option of ${owner.command.name()}.`;
  }
  if (command.registeredArguments.length === 0 && command.args.length > 0) {
    const word = command.args.at(-1)!;
    const merge: unknown = command.getOptionValue('merge');
    if (Array.isArray(merge) && merge.length > 0) return `To merge another folder, write --merge ${word} as well.`;
    if (namesOf(named).includes('only')) return `To select scenarios or checks, write --only=${word}.`;
  }
  return `Write it as in: ${PROGRAM} ${examples[0]}`;
}

function namesOf({ command }: CliCommand): string[] {
  return command.options.flatMap(({ long, hidden }) => (long === undefined || hidden ? [] : [long.slice(2)]));
}

function usage(message: string, hint: string): SuiteError {
  return new SuiteError('usage', message, { hint });
}

import { SuiteError } from '../util/errors.ts';
import { nearest } from '../inputs/nearest.ts';
import { COMMAND_NAMES } from './commands.ts';
import type { CommandName, OptionsOf } from './commands.ts';
import { parseOptions } from './options.ts';

/** A command with all of its options. */
export interface CommandInvocation<Name extends CommandName> {
  readonly kind: 'command';
  readonly command: Name;
  readonly options: OptionsOf<Name>;
}

/** What a command line asks for. */
export type Invocation =
  | { readonly kind: 'no-command' }
  | { readonly kind: 'version' }
  /** Of one command, or of the whole program. */
  | { readonly kind: 'help'; readonly command: CommandName | undefined }
  | { [Name in CommandName]: CommandInvocation<Name> }[CommandName];

/**
 * Understands the arguments that follow the program's name. The first is the command; its options follow in any order.
 * @throws {SuiteError} `usage`, saying what was meant where that can be guessed.
 */
export function parseArguments(argv: readonly string[]): Invocation {
  const [first, ...rest] = argv;
  if (first === undefined) return { kind: 'no-command' };
  if (first === '--help' || first === '-h') return { kind: 'help', command: undefined };
  if (first === '--version') return { kind: 'version' };
  if (first === 'help') return parseHelp(rest);
  if (first.startsWith('-')) throw misplacedOption(first);
  const command = parseCommand(first);
  const options = parseOptions(command, rest);
  if (options === 'help') return { kind: 'help', command };
  return { kind: 'command', command, options } as Invocation;
}

function parseHelp(rest: readonly string[]): Invocation {
  const [name, extra] = rest;
  if (extra !== undefined) {
    throw new SuiteError('usage', `help takes one command, found ${JSON.stringify(extra)} after it`, {
      hint: 'Ask for one command at a time, such as: codex-conformance help run',
    });
  }
  return { kind: 'help', command: name === undefined ? undefined : parseCommand(name) };
}

function parseCommand(word: string): CommandName {
  const command = COMMAND_NAMES.find((name) => name === word);
  if (command !== undefined) return command;
  const meant = nearest(word, [...COMMAND_NAMES, 'help']);
  throw new SuiteError('usage', `unknown command ${JSON.stringify(word)}`, {
    hint: meant === undefined ? `The commands are ${COMMAND_NAMES.join(', ')} and help.` : `Did you mean ${meant}?`,
  });
}

function misplacedOption(word: string): SuiteError {
  const flag = word.replace(/=.*/s, '');
  const meant = nearest(flag, ['--help', '--version']);
  if (meant !== undefined) {
    return new SuiteError('usage', `unknown option ${flag}`, { hint: `Did you mean ${meant}?` });
  }
  return new SuiteError('usage', `expected a command first, found ${JSON.stringify(word)}`, {
    hint: `Put the command before its options, such as: codex-conformance run ${word}`,
  });
}

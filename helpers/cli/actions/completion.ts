import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { bashCompletion, type CompletedCommand, fishCompletion } from '../../formats/completion.ts';
import { PROGRAM } from '../command.ts';
import type { Shell } from '../commands/completion.ts';
import { SUCCESS } from '../exit-codes.ts';
import type { Io } from '../io.ts';

/** The command `completion`: prints a script for a shell, made from the commands and their options. */
export function printCompletion(shell: Shell, parsed: readonly CommandUnknownOpts[], io: Pick<Io, 'stdout'>): number {
  const commands = parsed.map(completed);
  io.stdout(shell === 'fish' ? fishCompletion(PROGRAM, commands) : bashCompletion(PROGRAM, commands, shell === 'zsh'));
  return SUCCESS;
}

function completed(command: CommandUnknownOpts): CompletedCommand {
  return {
    name: command.name(),
    description: command.description(),
    choices: command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
    options: command.options.flatMap(({ long, hidden, description, required, argChoices = [] }) =>
      long === undefined || hidden ? [] : [{ flag: long, description, takesValue: required, choices: argChoices }],
    ),
  };
}

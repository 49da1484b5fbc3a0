import { Argument, Command } from '@commander-js/extra-typings';
import { defineCommand } from '../command.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof SHELLS)[number];

const command = new Command('completion')
  .description('Print a script that completes commands and options in a shell.')
  .addArgument(new Argument('<shell>', 'The shell that reads the script.').choices(SHELLS));

export const completionCommand = defineCommand(
  command,
  ['completion bash', 'completion zsh', 'completion fish'],
  async (shell, _options, io) =>
    (await import('../actions/completion.ts')).printCompletion(shell, command.parent!.commands, io),
);

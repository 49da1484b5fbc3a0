import { Command } from '@commander-js/extra-typings';
import { casesOption, onlyOption } from '../command-options.ts';
import { defineCommand, type OptionsOf } from '../command.ts';

const command = new Command('list')
  .description('List the scenarios and their checks.')
  .option('--json', 'Print JSON.')
  .option('--mutants', 'Show the mutants of each check.')
  .addOption(onlyOption)
  .addOption(casesOption);

export type ListOptions = OptionsOf<typeof command>;

export const listCommand = defineCommand(command, ['list', "list --json --only 'exec/**'"], async (options, io) =>
  (await import('../actions/list.ts')).list(options, io),
);

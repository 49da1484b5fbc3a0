import { Command } from '@commander-js/extra-typings';
import { casesOption, onlyOption } from '../command-options.ts';
import { defineCommand, type OptionsOf } from '../command.ts';

const command = new Command('list')
  .description('List the scenarios with what each does, or the checks.')
  .option('--checks', 'List the checks that judge the scenarios.')
  .option('--mutants', 'List the checks with their mutants.')
  .option('--json', 'Print JSON: the scenarios, each with its checks.')
  .addOption(onlyOption)
  .addOption(casesOption);

export type ListOptions = OptionsOf<typeof command>;

export const listCommand = defineCommand(
  command,
  ['list', "list --only 'exec/resume/*'", 'list --checks --only exec/stdin/open-pipe', 'list --json'],
  async (options, io) => (await import('../actions/list.ts')).list(options, io),
);

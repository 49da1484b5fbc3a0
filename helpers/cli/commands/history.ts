import { Command } from '@commander-js/extra-typings';
import { choice, repeatable } from '../command-options.ts';
import { defineCommand, type OptionsOf } from '../command.ts';

const command = new Command('history')
  .description('Show which behaviour each version has, and since when.')
  .argument('<folder>', 'A folder with recordings of several versions, such as fixtures.')
  .addOption(
    choice(
      '--format <FORMAT>',
      'Output format; md has what changed, json has everything, changes is a changelog by version.',
      ['md', 'json', 'changes'],
    ).default('md'),
  )
  .addOption(repeatable('--only <GLOB>', 'Read only the scenarios with a matching name.'));

export type HistoryOptions = OptionsOf<typeof command> & { readonly folder: string };

export const historyCommand = defineCommand(
  command,
  ['history fixtures', 'history outputs/matrix/recordings --only exec --format changes'],
  async (folder, options, io) => (await import('../actions/history.ts')).history({ folder, ...options }, io),
);

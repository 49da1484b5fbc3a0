import { Command } from '@commander-js/extra-typings';
import { casesOption, codexOption, onlyOption } from '../command-options.ts';
import { defineCommand, type OptionsOf } from '../command.ts';

const command = new Command('record')
  .description('Play scenarios and keep their recordings as fixtures.')
  .addOption(codexOption)
  .option('--out <DIR>', 'Folder for the recordings.', 'fixtures')
  .option(
    '--short',
    'Cut long instructions and descriptions of tools, and leave out the schema: for fixtures of many versions.',
  )
  .addOption(onlyOption)
  .addOption(casesOption);

export type RecordOptions = OptionsOf<typeof command>;

export const recordCommand = defineCommand(
  command,
  ['record --codex pinned', 'record --only exec/resume'],
  async (options, io) => (await import('../actions/record.ts')).record(options, io),
);

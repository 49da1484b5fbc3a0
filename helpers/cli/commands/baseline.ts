import { Command } from '@commander-js/extra-typings';
import { defineCommand, type OptionsOf } from '../command.ts';

const command = new Command('baseline')
  .description('List the entries of a baseline, with what each excuses in the last run, or remove the stale ones.')
  .argument('[file]', 'The baseline. Default: the one of the suite.')
  .option('--out <DIR>', 'Folder with the results of the last run.', 'outputs')
  .option('--prune', 'Remove the entries that the last run contradicts, and those that match no check or scenario.')
  .option('--json', 'Print JSON.');

export type BaselineCommandOptions = OptionsOf<typeof command> & { readonly file: string | undefined };

export const baselineCommand = defineCommand(
  command,
  ['baseline', 'baseline known.json', 'baseline known.json --prune --out outputs'],
  async (file, options, io) => (await import('../actions/baseline.ts')).baseline({ file, ...options }, io),
);

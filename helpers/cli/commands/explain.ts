import { Command } from '@commander-js/extra-typings';
import { defineCommand, type OptionsOf } from '../command.ts';

const command = new Command('explain')
  .description(
    'Explain one check: its clause, authority and mutants, its results in the last run, and its history by version.',
  )
  .argument('<check>', 'The id of the check.')
  .option('--json', 'Print JSON.')
  .option('--out <DIR>', 'Folder with the results of the last run.', 'outputs')
  .option('--matrix <DIR>', 'Folder with the matrix, for the history.', 'outputs/matrix');

export type ExplainOptions = OptionsOf<typeof command> & { readonly check: string };

export const explainCommand = defineCommand(
  command,
  [
    'explain turn/reply/exact',
    'explain exec/turn/completes --json',
    'explain exec/stdin/open-pipe-not-awaited --matrix outputs/matrix',
  ],
  async (check, options, io) => (await import('../actions/explain.ts')).explain({ check, ...options }, io),
);

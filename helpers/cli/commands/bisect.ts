import { Command } from '@commander-js/extra-typings';
import { defineCommand, type OptionsOf } from '../command.ts';

const command = new Command('bisect')
  .description('Find the first published version in which a check fails.')
  .argument('<check>', 'The id of the check; add @ and the name of a scenario to play that scenario alone.')
  .requiredOption('--good <A>', 'A version in which the check passes.')
  .requiredOption('--bad <B>', 'A later version in which it fails, or latest.')
  .option('--out <DIR>', 'Folder for a bundle that reproduces the failure without this suite.', 'outputs/bisect')
  .option('--json', 'Print JSON.');

export type BisectOptions = OptionsOf<typeof command> & { readonly check: string };

export const bisectCommand = defineCommand(
  command,
  ['bisect exec/stdin/open-pipe-not-awaited --good 0.98.0 --bad latest'],
  async (check, options, io) => (await import('../actions/bisect.ts')).bisect({ check, ...options }, io),
);

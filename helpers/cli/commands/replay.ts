import { Command } from '@commander-js/extra-typings';
import { codexOption } from '../command-options.ts';
import { defineCommand, type OptionsOf } from '../command.ts';

const command = new Command('replay')
  .description('Play the scenario of a recording again and compare the verdicts of its failed checks.')
  .argument('<folder>', 'The folder of a recording, which has run.json in it.')
  .addOption(codexOption)
  .option('--json', 'Print JSON.');

export type ReplayOptions = OptionsOf<typeof command> & { readonly folder: string };

export const replayCommand = defineCommand(
  command,
  [
    'replay outputs/recordings/exec/stateless/sum',
    'replay fixtures/0.98.0/app-server/turn/sum --codex ./target/release/codex --json',
  ],
  async (folder, options, io) => (await import('../actions/replay.ts')).replay({ folder, ...options }, io),
);

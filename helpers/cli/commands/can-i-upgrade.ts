import { Command } from '@commander-js/extra-typings';
import { choice, repeatable } from '../command-options.ts';
import { defineCommand, type OptionsOf } from '../command.ts';

const command = new Command('can-i-upgrade')
  .description('Check whether the behaviour that you rely on holds in another version, and find where it breaks.')
  .requiredOption(
    '--from <A>',
    'The codex that you use: a version, the path of a binary, or a folder with recordings of one version.',
  )
  .requiredOption('--to <B>', 'The codex that you want: the same, or latest. A folder if A is one.')
  .option('--uses <FILE>', 'What you rely on, as JSON: checks, facts, flags, methods and streams. See docs/upgrade.md.')
  .addOption(
    repeatable(
      '--from-stream <FILE>',
      'Rely on all events, items and fields in this stream of exec or wire of app-server.',
    ).default([] as string[], 'none'),
  )
  .option(
    '--matrix <DIR>',
    'Play nothing: read a matrix, or a folder with recordings of several versions. Default: outputs/matrix if it has both versions.',
  )
  .option('--no-search', 'Do not search for the first version that breaks a requirement.')
  .option('--strict', 'Exit with 4 if nothing is known to break, but something is unknown.')
  .addOption(
    choice('--format <FORMAT>', 'Output format; md is for a pull request.', ['text', 'md', 'json']).default('text'),
  );

export type UpgradeOptions = OptionsOf<typeof command>;

export const canIUpgradeCommand = defineCommand(
  command,
  [
    'can-i-upgrade --from 0.98.0 --to latest --uses uses.json',
    'can-i-upgrade --from 0.98.0 --to 0.171.0 --from-stream session.jsonl --format md',
    'can-i-upgrade --from fixtures/0.98.0 --to fixtures/0.171.0 --uses uses.json',
  ],
  async (options, io) => (await import('../actions/can-i-upgrade.ts')).canIUpgrade(options, io),
);

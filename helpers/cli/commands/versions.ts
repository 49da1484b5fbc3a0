import { Command } from '@commander-js/extra-typings';
import { defineCommand, type OptionsOf } from '../command.ts';

const command = new Command('versions')
  .description('List the published versions of codex, and which of them are in the cache.')
  .option('--codex <RANGE>', 'Only these: a version, a range (">=0.98.0 <0.117.0") or latest. Default: all.')
  .option('--cached', 'Only those in the cache, without asking the registry.')
  .option('--pre', 'Pre-releases too.')
  .option('--json', 'Print JSON.')
  .option('--remove <RANGE>', 'Remove these from the cache instead. A version in use is kept.');

export type VersionsOptions = OptionsOf<typeof command>;

export const versionsCommand = defineCommand(
  command,
  ['versions', "versions --codex '>=0.98.0' --json", "versions --remove '<0.98.0'"],
  async (options, io) => (await import('../actions/versions.ts')).versions(options, io),
);

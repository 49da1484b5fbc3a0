import { Command } from '@commander-js/extra-typings';
import { choice, count, repeatable } from '../command-options.ts';
import { defineCommand, type OptionsOf } from '../command.ts';

const command = new Command('diff')
  .description('Show the differences between two versions, even where every check passes.')
  .argument(
    '<before>',
    'A codex: a version (0.98.0), latest, pinned, or the path of a binary. Or a folder with recordings of one version, such as fixtures/0.98.0.',
  )
  .argument('<after>', 'The codex or folder to compare it with. Only scenarios of both are compared.')
  .addOption(count('--repeats <N>', 'How often each scenario is played; values that vary are not reported.').default(1))
  .option('--fresh', 'Play every scenario now, also those in the cache.')
  .addOption(
    choice('--format <FORMAT>', 'Output format; md is for a pull request, json has every single difference.', [
      'text',
      'md',
      'json',
    ]).default('text'),
  )
  .addOption(
    choice('--fail-on <CLASS>', 'Exit with 1 on a change of this class or of a worse one.', [
      'breaking',
      'additive',
      'cosmetic',
    ]),
  )
  .addOption(repeatable('--only <GLOB>', 'Compare only the scenarios with a matching name.'));

export type DiffOptions = OptionsOf<typeof command> & { readonly before: string; readonly after: string };

export const diffCommand = defineCommand(
  command,
  [
    'diff 0.98.0 latest',
    'diff 0.160.0 ./target/release/codex --only exec --fail-on breaking',
    'diff fixtures/0.98.0 fixtures/0.117.0 --format md',
  ],
  async (before, after, options, io) => (await import('../actions/diff.ts')).diff({ before, after, ...options }, io),
);

import { Command } from '@commander-js/extra-typings';
import { LEVELS } from '../../checks/levels.ts';
import { DEFAULT_DEADLINE_SECONDS } from '../../scenarios/deadlines.ts';
import {
  baselineOption,
  choice,
  count,
  noDefaultBaselineOption,
  repeatable,
  onlyOption,
  seconds,
} from '../command-options.ts';
import { defineCommand, type OptionsOf } from '../command.ts';

const command = new Command('matrix')
  .description('Run the suite on many versions of codex and write the verdicts by version.')
  .option(
    '--codex <C>',
    'The codexes: versions (0.98.0), ranges (">=0.98.0"), latest, paths of binaries, or several of these separated by commas.',
  )
  .addOption(
    repeatable(
      '--merge <DIR>',
      'Play nothing: merge the results of shards in this folder, or in the folders in it.',
      'none',
    ),
  )
  .option('--out <DIR>', 'Folder for the results. Up-to-date results in it are kept.', 'outputs/matrix')
  .addOption(
    count('--jobs <N>', 'Scenarios that are played at once. Default: as many as there are processors, at least 3.'),
  )
  .addOption(onlyOption)
  .addOption(baselineOption)
  .addOption(noDefaultBaselineOption)
  .addOption(seconds('--deadline <SECONDS>', `Time limit of one turn. Default: ${DEFAULT_DEADLINE_SECONDS.scripted}.`))
  .option('--shard <I/N>', 'Take only one share of the versions, such as 1/4. Merge the shards with --merge.')
  .addOption(
    choice(
      '--fail-on <LEVEL>',
      'The lowest level of a clause whose failure, if not in the baseline, sets exit code 1: must, should, may, or nothing.',
      [...LEVELS, 'nothing'],
    ).default('nothing'),
  )
  .option('--verbose', 'Show the stack of an unexpected error.');

export type MatrixOptions = OptionsOf<typeof command>;

export const matrixCommand = defineCommand(
  command,
  [
    "matrix --codex '>=0.98.0'",
    'matrix --codex 0.98.0,latest,./target/release/codex --jobs 4',
    "matrix --codex '>=0.98.0' --shard 1/4 --out shards/1",
    'matrix --merge shards',
  ],
  async (options, io) => (await import('../actions/matrix.ts')).matrix(options, io),
);

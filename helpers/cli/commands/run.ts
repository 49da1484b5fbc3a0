import { Command, Option } from '@commander-js/extra-typings';
import { LEVELS } from '../../checks/levels.ts';
import { DEFAULT_FAIL_ON } from '../../checks/verdict.ts';
import { DEFAULT_DEADLINE_SECONDS } from '../../scenarios/deadlines.ts';
import {
  baselineOption,
  casesOption,
  choice,
  codexOption,
  noDefaultBaselineOption,
  onlyOption,
  repeatable,
  seconds,
} from '../command-options.ts';
import { defineCommand, type OptionsOf } from '../command.ts';

const command = new Command('run')
  .description('Run the suite on one codex and write the results.')
  .addOption(codexOption)
  .option('--live', 'Use your own login and model instead of the scripted model. Costs tokens.')
  .addOption(onlyOption)
  .option('--only-failed', 'Run only the scenarios that were red in the results of --out, and write to DIR/failed.')
  .option('--core', 'Run the core scenarios alone, without the extended ones. Implied by --live and --cases.')
  .addOption(new Option('--modes-only', 'The former name of --core.').implies({ core: true }).hideHelp())
  .option('--thorough', 'Run also the scenarios that take long or write much.')
  .option('--out <DIR>', 'Folder for the results.', 'outputs')
  .addOption(casesOption)
  .addOption(baselineOption)
  .addOption(noDefaultBaselineOption)
  .option(
    '--write-baseline <FILE>',
    'Write the failures that are red into a baseline. Entries that it has and that still hold stay.',
  )
  .option('--reason <TEXT>', 'The reason of the entries that --write-baseline adds. Default: what was seen.')
  .option('--shard <I/N>', 'Run only one share of the scenarios, such as 1/4. Merge the shards with --merge.')
  .addOption(
    repeatable(
      '--merge <DIR>',
      'Play nothing: merge the results of shards in this folder, or in the folders in it.',
      'none',
    ),
  )
  .addOption(
    choice(
      '--fail-on <LEVEL>',
      'The lowest level of a clause whose failure makes the run fail: must, should or may.',
      LEVELS,
    ).default(DEFAULT_FAIL_ON),
  )
  .addOption(
    seconds(
      '--deadline <SECONDS>',
      `Time limit of one turn. Default: ${DEFAULT_DEADLINE_SECONDS.scripted}, with --live ${DEFAULT_DEADLINE_SECONDS.live}.`,
    ),
  )
  .option('--workspace <DIR>', 'The working directory of codex. Requires --live.')
  .option('--verbose', 'Print a line for each scenario, every failure in full, and the stack of an unexpected error.')
  .option('--no-color', 'Print without colours.');

export type RunOptions = OptionsOf<typeof command>;

export const runCommand = defineCommand(
  command,
  [
    'run',
    'run --codex ./target/release/codex --only exec',
    'run --codex 0.98.0',
    "run --live --only 'app-server/*'",
    'run --shard 1/4 --out shards/1',
    'run --merge shards',
  ],
  async (options, io) => (await import('../actions/run.ts')).run(options, io),
);

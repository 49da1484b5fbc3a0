import { Command } from '@commander-js/extra-typings';
import { choice, count, repeatable } from '../command-options.ts';
import { defineCommand, type OptionsOf } from '../command.ts';

const command = new Command('judge')
  .description('Judge a captured stream by the checks that apply to every stream.')
  .argument('<file>', 'The output of codex exec --json, or a log of the wire of codex app-server; "-" is stdin.')
  .addOption(
    choice('--as <LANGUAGE>', 'The language of the stream. Default: detected from its first lines.', [
      'exec',
      'app-server',
    ]),
  )
  .addOption(repeatable('--only <GLOB>', 'Judge only by the checks with a matching id.'))
  .addOption(
    choice('--format <FORMAT>', 'Output format; sarif is SARIF 2.1.0, github is workflow commands.', [
      'text',
      'json',
      'sarif',
      'github',
    ]).default('text'),
  )
  .addOption(count('--max-findings <N>', 'Findings to show of each check; the others are counted.').default(5));

export type JudgeOptions = OptionsOf<typeof command> & { readonly file: string };

export const judgeCommand = defineCommand(
  command,
  ['judge session.jsonl', 'judge wire.log --as app-server --format sarif', "judge - --only 'exec/items/**'"],
  async (file, options, io) => (await import('../actions/judge.ts')).judgeFile({ file, ...options }, io),
);

import type { CliCommand } from './command.ts';
import { baselineCommand } from './commands/baseline.ts';
import { bisectCommand } from './commands/bisect.ts';
import { canIUpgradeCommand } from './commands/can-i-upgrade.ts';
import { completionCommand } from './commands/completion.ts';
import { diffCommand } from './commands/diff.ts';
import { explainCommand } from './commands/explain.ts';
import { historyCommand } from './commands/history.ts';
import { judgeCommand } from './commands/judge.ts';
import { listCommand } from './commands/list.ts';
import { matrixCommand } from './commands/matrix.ts';
import { recordCommand } from './commands/record.ts';
import { replayCommand } from './commands/replay.ts';
import { runCommand } from './commands/run.ts';
import { versionsCommand } from './commands/versions.ts';
import type { Io } from './io.ts';
import { parse } from './parse.ts';
import { printError } from './print-error.ts';

/** In the order in which help lists them. */
export const COMMANDS: readonly CliCommand[] = [
  runCommand,
  baselineCommand,
  matrixCommand,
  bisectCommand,
  recordCommand,
  replayCommand,
  listCommand,
  explainCommand,
  judgeCommand,
  versionsCommand,
  diffCommand,
  historyCommand,
  canIUpgradeCommand,
  completionCommand,
];

/**
 * The command line: parses the arguments that follow the program's name, runs the command and returns the exit code.
 * Never rejects: errors are printed.
 */
export async function main(argv: readonly string[], io: Io, commands = COMMANDS): Promise<number> {
  try {
    const parsed = parse(argv, io, commands);
    return typeof parsed === 'number' ? parsed : await parsed.run(io);
  } catch (error) {
    return printError(error, io, argv.includes('--verbose'));
  }
}

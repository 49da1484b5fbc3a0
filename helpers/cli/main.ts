import type { CliCommand } from './command.ts';
import { bisectCommand } from './declarations/bisect.ts';
import { canIUpgradeCommand } from './declarations/can-i-upgrade.ts';
import { diffCommand } from './declarations/diff.ts';
import { explainCommand } from './declarations/explain.ts';
import { historyCommand } from './declarations/history.ts';
import { judgeCommand } from './declarations/judge.ts';
import { listCommand } from './declarations/list.ts';
import { matrixCommand } from './declarations/matrix.ts';
import { recordCommand } from './declarations/record.ts';
import { replayCommand } from './declarations/replay.ts';
import { runCommand } from './declarations/run.ts';
import { versionsCommand } from './declarations/versions.ts';
import type { Io } from './io.ts';
import { parse } from './parse.ts';
import { printError } from './print-error.ts';

/** In the order in which help lists them. */
export const COMMANDS: readonly CliCommand[] = [
  runCommand,
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

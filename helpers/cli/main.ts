import type { CliCommand } from './command.ts';
import { bisect } from './declarations/bisect.ts';
import { canIUpgrade } from './declarations/can-i-upgrade.ts';
import { diff } from './declarations/diff.ts';
import { explain } from './declarations/explain.ts';
import { history } from './declarations/history.ts';
import { judge } from './declarations/judge.ts';
import { list } from './declarations/list.ts';
import { matrix } from './declarations/matrix.ts';
import { record } from './declarations/record.ts';
import { replay } from './declarations/replay.ts';
import { run } from './declarations/run.ts';
import { versions } from './declarations/versions.ts';
import type { Io } from './io.ts';
import { parse } from './parse.ts';
import { printError } from './print-error.ts';

/** In the order in which help lists them. */
export const COMMANDS: readonly CliCommand[] = [
  run,
  matrix,
  bisect,
  record,
  replay,
  list,
  explain,
  judge,
  versions,
  diff,
  history,
  canIUpgrade,
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

import type { RunOptions } from '../../../helpers/cli/commands/run.ts';
import { COMMANDS } from '../../../helpers/cli/main.ts';
import { parse } from '../../../helpers/cli/parse.ts';
import { capturedIo } from './captured-io.ts';

/** The options of `run` with these arguments. */
export function runOptions(...argv: readonly string[]): RunOptions {
  const parsed = parse(['run', ...argv], capturedIo(), COMMANDS);
  if (typeof parsed === 'number') throw new Error('help');
  return parsed.command.opts() as RunOptions;
}

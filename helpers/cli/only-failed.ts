import { join, resolve } from 'node:path';
import { isRed } from '../checks/verdict.ts';
import { SuiteError } from '../util/errors.ts';
import type { RunOptions } from './commands/run.ts';
import type { Io } from './io.ts';
import { lastRun } from './last-results.ts';

/** Below the folder of the results, so that those stay. */
const FOLDER = 'failed';

/**
 * The options of a run that plays the scenarios again that were red in the last one, and writes into a folder of its own.
 * Null if that one succeeded.
 *
 * @throws SuiteError `usage` if there are no results, or if they failed without a red scenario
 */
export async function onlyFailed(options: RunOptions, io: Io): Promise<RunOptions | null> {
  const last = await lastRun(resolve(io.cwd, options.out));
  if (last === null) {
    throw new SuiteError('usage', `${options.out} has no results of a run.`, {
      hint: 'Run the suite without --only-failed first, or name the folder of its results with --out DIR.',
    });
  }
  const only = [...new Set(last.checks.filter(isRed).map(({ scenario }) => scenario))];
  if (only.length === 0 && !last.success) {
    throw new SuiteError('usage', `The run in ${options.out} failed, but none of its scenarios is red.`, {
      hint: `See ${join(options.out, 'summary.md')}, and run the suite without --only-failed.`,
    });
  }
  return only.length === 0 ? null : { ...options, only, out: join(options.out, FOLDER) };
}

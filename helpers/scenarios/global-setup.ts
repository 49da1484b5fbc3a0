import process from 'node:process';
import type { TestProject } from 'vitest/node';
import { isOnPath } from '../codex/locate.ts';
import { SuiteError } from '../util/errors.ts';
import { SUITE_ROOT } from '../util/suite-root.ts';
import { withRun } from './prepare-run.ts';

/** Vitest ends by these signals without an exit, and codex, in its own process group, does not get them. */
const onSignal = (): void => process.exit(130);

/**
 * Prepares the run of the suite's own test command: the default codex, or the pinned one if there is none, as for Vitest that an
 * editor started; the cases of the suite, results in `outputs/`.
 *
 * @throws SuiteError without a stack, which Vitest would print
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const prepared = Promise.withResolvers<void>();
  const finished = Promise.withResolvers<void>();
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  const ignore = () => process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  const context = { cwd: process.cwd(), env: process.env, suiteRoot: SUITE_ROOT };
  const codex = process.env['CODEX_BIN'] || isOnPath(context) ? undefined : 'pinned';
  const running = withRun({ ...context, codex }, new AbortController().signal, async (run) => {
    project.provide('run', run);
    prepared.resolve();
    await finished.promise;
  });
  await Promise.race([prepared.promise, running]).catch((error: unknown) => {
    ignore();
    if (error instanceof SuiteError) error.stack = `${error.message}\n${error.hint ?? ''}`;
    throw error;
  });
  return async () => {
    finished.resolve();
    await running;
    ignore();
  };
}

import process from 'node:process';
import type { TestProject } from 'vitest/node';
import { withRun } from './prepare-run.ts';

/** Vitest ends by these signals without an exit, and codex, in its own process group, does not get them. */
const onSignal = (): void => process.exit(130);

/** Prepares the run of the suite's own test command: the default codex, the cases of the suite, results in `outputs/`. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const prepared = Promise.withResolvers<void>();
  const finished = Promise.withResolvers<void>();
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  const running = withRun({ cwd: process.cwd(), env: process.env }, new AbortController().signal, async (run) => {
    project.provide('run', run);
    prepared.resolve();
    await finished.promise;
  });
  await Promise.race([prepared.promise, running]);
  return async () => {
    finished.resolve();
    await running;
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  };
}

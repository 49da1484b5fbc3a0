import type { TestProjectInlineConfiguration } from 'vitest/config';
import { SUITE_ROOT } from '../suite-root.ts';
import type { PreparedRun } from './prepared-run.ts';

declare module 'vitest' {
  interface ProvidedContext {
    run: PreparedRun;
  }
}

/** The name under which reporters know the project. */
const CONFORMANCE = 'conformance';

/**
 * The Vitest project that drives codex. Its files run side by side, one worker each; within a file the scenarios run
 * one after the other.
 *
 * @param run what was prepared; without it the project prepares a run with the default codex
 */
export function conformanceProject(run?: PreparedRun): TestProjectInlineConfiguration {
  return {
    root: SUITE_ROOT,
    test: {
      name: CONFORMANCE,
      include: ['tests/*.test.ts'],
      // Starting and stopping codex is bounded by the deadlines of its processes; this is only for the suite's own faults.
      hookTimeout: run === undefined ? 300_000 : 3 * (run.deadlineMs + run.exitGraceMs) + 60_000,
      pool: 'threads',
      isolate: false,
      maxWorkers: 3,
      ...(run === undefined ? { globalSetup: ['helpers/scenarios/global-setup.ts'] } : { provide: { run } }),
    },
  };
}

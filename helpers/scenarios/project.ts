import type { TestProjectInlineConfiguration } from 'vitest/config';
import { SUITE_ROOT } from '../util/suite-root.ts';
import type { PreparedRun } from './run-config.ts';

declare module 'vitest' {
  interface ProvidedContext {
    run: PreparedRun;
  }
}

/** The longest delay that `setTimeout` keeps; longer ones fire at once. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/**
 * The Vitest project that drives codex. One worker takes its files one after the other, which costs less than loading
 * the suite in several; the scenarios of all modes are played side by side all the same.
 *
 * @param run what was prepared; without it the project prepares a run with the default codex
 */
export function conformanceProject(run?: PreparedRun): TestProjectInlineConfiguration {
  return {
    root: SUITE_ROOT,
    test: {
      name: 'conformance',
      // The published package holds them as JavaScript.
      include: ['tests/*.test.{ts,js}', 'tests/{exec,app-server}/*.test.{ts,js}'],
      // A test only judges what its hook recorded, in one piece: a deadline could not end it, only blame a slow machine on codex.
      testTimeout: 0,
      // Starting and stopping codex is bounded by the deadlines of its processes; this is only for the suite's own faults.
      hookTimeout:
        run === undefined ? 300_000 : Math.min(3 * (run.deadlineMs + run.exitGraceMs) + 60_000, LONGEST_TIMEOUT_MS),
      pool: 'threads',
      isolate: false,
      maxWorkers: 1,
      sequence: { groupOrder: 2 },
      ...(run === undefined
        ? { globalSetup: ['helpers/scenarios/global-setup.ts'] }
        : // Node.js loads the suite itself, which is quicker; only coverage needs it to go through Vite.
          { provide: { run }, server: { deps: { external: [/\/helpers\//] } } }),
    },
  };
}

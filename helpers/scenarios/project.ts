import type { TestProjectInlineConfiguration } from 'vitest/config';
import { threadId } from 'node:worker_threads';
import { SUITE_ROOT } from '../util/suite-root.ts';
import type { PlannedTests, Run, TestedRun } from './run-config.ts';

declare module 'vitest' {
  interface ProvidedContext {
    run: TestedRun;
  }
}

/** A run whose results this thread serves; see `serveResults`. */
export interface ServedTests {
  readonly tests: readonly PlannedTests[];
  readonly deadlines: Pick<Run, 'deadlineMs' | 'exitGraceMs'>;
}

/** The name of the Vitest project whose tests are those of codex. */
export const CONFORMANCE = 'conformance';

/** The longest delay that `setTimeout` keeps; longer ones fire at once. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** The published package holds them as JavaScript. */
const CORE_TESTS = 'tests/*.test.{ts,js}';
const EXTENDED_TESTS = 'tests/{exec,app-server}/*.test.{ts,js}';

/**
 * The Vitest project of a run, with one worker.
 *
 * @param served by this thread; without it the project prepares a run with the default codex, and its worker plays it
 */
export function conformanceProject(served?: ServedTests): TestProjectInlineConfiguration {
  return {
    root: SUITE_ROOT,
    test: {
      name: CONFORMANCE,
      // A test only reports a result, in one piece: a deadline could not end it, only blame a slow machine on codex.
      testTimeout: 0,
      pool: 'threads',
      isolate: false,
      maxWorkers: 1,
      sequence: { groupOrder: 2 },
      ...(served === undefined ? ownRun() : servedRun(served)),
    },
  };
}

function ownRun(): TestProjectInlineConfiguration['test'] {
  return {
    include: [CORE_TESTS, EXTENDED_TESTS],
    globalSetup: ['helpers/scenarios/global-setup.ts'],
    hookTimeout: 300_000,
  };
}

function servedRun({ tests, deadlines }: ServedTests): TestProjectInlineConfiguration['test'] {
  const { deadlineMs, exitGraceMs } = deadlines;
  return {
    include: tests.some(({ extended }) => extended) ? [CORE_TESTS, EXTENDED_TESTS] : [CORE_TESTS],
    provide: { run: { tests, source: { thread: threadId } } },
    // Starting and stopping codex is bounded by the deadlines of its processes; this is only for the suite's own faults.
    hookTimeout: Math.min(3 * (deadlineMs + exitGraceMs) + 60_000, LONGEST_TIMEOUT_MS),
  };
}

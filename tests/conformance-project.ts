import type { TestProjectInlineConfiguration } from 'vitest/config';
import { CONFORMANCE } from '../helpers/scenarios/project.ts';
import { SUITE_ROOT } from '../helpers/util/suite-root.ts';

/** The Vitest project of Vitest's own command line: it prepares a run with the default codex, and one worker plays it. */
export const conformanceProject: TestProjectInlineConfiguration = {
  root: SUITE_ROOT,
  test: {
    name: CONFORMANCE,
    include: ['tests/*.test.ts', 'tests/{exec,app-server}/*.test.ts'],
    // A test only reports a result, in one piece: a deadline could not end it, only blame a slow machine on codex.
    testTimeout: 0,
    hookTimeout: 300_000,
    pool: 'threads',
    isolate: false,
    maxWorkers: 1,
    sequence: { groupOrder: 2 },
    globalSetup: ['helpers/scenarios/global-setup.ts'],
  },
};

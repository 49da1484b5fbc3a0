import process from 'node:process';
import { defineConfig } from 'vitest/config';
import packageJson from './package.json' with { type: 'json' };
import { nodeProblem } from './bin/supported-node.js';
import { FilesReporter } from './helpers/reporters/files-reporter.ts';
import { TerminalReporter } from './helpers/reporters/terminal-reporter.ts';
import { conformanceProject } from './tests/conformance-project.ts';

// Vitest, started by hand or by an editor, may run on another Node.js than npm's scripts do.
const problem = nodeProblem(process.versions.node, packageJson.engines.node, true);
if (problem !== null) {
  process.stderr.write(`${problem}\n`);
  process.exit(3);
}

const files = new FilesReporter({ outputDir: 'outputs' });

/** For tests without a real codex. */
const offline = {
  // For a machine that has other things to do as well: nothing here takes a tenth of it.
  testTimeout: 30_000,
  expect: { poll: { timeout: 20_000 } },
  // Not threads: a script that one of them writes cannot be executed while another one forks (ETXTBSY).
  pool: 'forks',
  isolate: false,
  maxWorkers: 2,
  sequence: { groupOrder: 0 },
} as const;

export default defineConfig({
  test: {
    reporters: ['default', files, new TerminalReporter({ files })],
    // One group after the other: their workers differ, and those that drive codex want the machine for themselves.
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], ...offline } },
      { test: { ...offline, name: 'properties', include: ['tests/properties/**/*.test.ts'], testTimeout: 180_000 } },
      {
        test: {
          name: 'self',
          include: ['tests/self/**/*.test.ts'],
          pool: 'forks',
          testTimeout: 180_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          pool: 'threads',
          testTimeout: 120_000,
          expect: { poll: { timeout: 30_000 } },
          sequence: { groupOrder: 3 },
        },
      },
      conformanceProject,
    ],
    // Slow, so only for `npm run test:all`, in which scripts/coverage.ts merges the reports.
    coverage: {
      enabled: process.env['COVERAGE'] === '1',
      provider: 'v8',
      include: ['helpers/**/*.{ts,js}'],
      reporter: ['json'],
    },
  },
});

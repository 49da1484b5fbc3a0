import { defineConfig } from 'vitest/config';
import { FilesReporter } from './helpers/reporters/files-reporter.ts';
import { TerminalReporter } from './helpers/reporters/terminal-reporter.ts';
import { conformanceProject } from './helpers/scenarios/project.ts';

const files = new FilesReporter({ outputDir: 'outputs' });

export default defineConfig({
  test: {
    reporters: ['default', files, new TerminalReporter({ files, progress: false })],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts'],
          pool: 'threads',
        },
      },
      conformanceProject(),
    ],
    coverage: {
      provider: 'v8',
      include: ['helpers'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: { lines: 90 },
    },
  },
});

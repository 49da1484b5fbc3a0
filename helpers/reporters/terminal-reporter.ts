import type { Reporter } from 'vitest/node';
import { npmReplay, type ReplayCommand } from '../formats/npm-replay.ts';
import { runReport } from '../formats/terminal/report.ts';
import { createStyle, hasColor, type Style } from '../util/terminal/style.ts';
import { CONFORMANCE } from '../scenarios/project.ts';
import type { FilesReporter } from './files-reporter.ts';
import { suiteLine, testLine } from './verbose-lines.ts';
import type { RunEnd, RunModule, RunSuite, RunTest } from './vitest-run.ts';

/** Options of {@link TerminalReporter}. */
export interface TerminalReporterOptions {
  /** Writes the results, the same instance that Vitest has: the report says whether it could. */
  readonly files: Pick<FilesReporter, 'finish'>;
  /** The command that runs one scenario again, or everything when it is null. @default `npm run conformance …` */
  readonly replay?: ReplayCommand;
  /** Print every group in full. @default false */
  readonly verbose?: boolean | undefined;
  /** Receives a line for each scenario, red check and crash while the run goes on. @default they are not reported */
  readonly onLine?: ((line: string) => void) | undefined;
  /** The program that runs, as the user can start it. @default the one of the recordings */
  readonly codexPath?: string | undefined;
  /** Receives the report. @default process.stdout */
  readonly write?: (text: string) => unknown;
  /** Width to which the report is wrapped. @default lines are not wrapped */
  readonly columns?: number | undefined;
  /** @default the colours of process.stdout, or none */
  readonly style?: Style;
}

/**
 * Vitest reporter for people: a report at the end of a run. A run without a module of that project gives no output, so it
 * can stand beside Vitest's `default` reporter.
 */
export class TerminalReporter implements Reporter {
  readonly #options: TerminalReporterOptions & Required<Pick<TerminalReporterOptions, 'replay' | 'style' | 'write'>>;

  constructor(options: TerminalReporterOptions) {
    this.#options = {
      replay: npmReplay,
      write: (text) => process.stdout.write(text),
      style: createStyle(hasColor(process.stdout)),
      ...options,
    };
  }

  onTestSuiteResult(suite: RunSuite): void {
    this.#tell(suite.module, suiteLine(suite, this.#options.style));
  }

  onTestCaseResult(test: RunTest): void {
    this.#tell(test.module, testLine(test, this.#options.style));
  }

  async onTestRunEnd(...end: RunEnd): Promise<void> {
    const { files, write, ...options } = this.#options;
    const run = await files.finish(...end);
    if (run === null) return;
    write(`\n${runReport(run.result, run.written, { ...options, outputDir: run.outputDir })}`);
  }

  #tell(module: Pick<RunModule, 'project'>, line: string | null): void {
    if (line !== null && module.project.name === CONFORMANCE) this.#options.onLine?.(line);
  }
}

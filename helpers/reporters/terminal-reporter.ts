import type { Reporter } from 'vitest/node';
import { npmReplay, type ReplayCommand } from '../formats/npm-replay.ts';
import { runReport } from '../formats/terminal/report.ts';
import { StatusLine, type TerminalOutput } from '../util/terminal/status-line.ts';
import { createStyle, hasColor, type Style } from '../util/terminal/style.ts';
import { CONFORMANCE } from '../scenarios/project.ts';
import type { FilesReporter } from './files-reporter.ts';
import { Progress } from './progress.ts';
import type { RunEnd, RunModule, RunSuite, RunTest } from './vitest-run.ts';

/** Options of {@link TerminalReporter}. */
export interface TerminalReporterOptions {
  /** Writes the results, the same instance that Vitest has: the report says whether it could. */
  readonly files: Pick<FilesReporter, 'finish'>;
  /** Show progress while the run goes on. Switch it off beside a reporter of Vitest's own. @default true */
  readonly progress?: boolean;
  /** The command that runs one scenario again, or everything when it is null. @default `npm run conformance …` */
  readonly replay?: ReplayCommand;
  /** Print a line for each scenario and each red check while the run goes on, and every group in full. @default false */
  readonly verbose?: boolean | undefined;
  /** The program that runs, as the user can start it. @default the one of the recordings */
  readonly codexPath?: string | undefined;
  /** @default process.stdout */
  readonly output?: TerminalOutput;
  /** @default the colours of process.stdout, or none */
  readonly style?: Style;
}

/**
 * Vitest reporter for people: progress while the conformance project runs, and a report at the end. A run without a
 * module of that project gives no output, so it can stand beside Vitest's `default` reporter.
 */
export class TerminalReporter implements Reporter {
  readonly #options: Required<Omit<TerminalReporterOptions, 'verbose' | 'codexPath'>> &
    Pick<TerminalReporterOptions, 'verbose' | 'codexPath'>;
  readonly #status: StatusLine;
  #progress: Progress;

  constructor(options: TerminalReporterOptions) {
    this.#options = {
      progress: true,
      replay: npmReplay,
      output: standardOutput(),
      style: createStyle(hasColor(process.stdout)),
      ...options,
    };
    this.#status = new StatusLine(this.#options.output);
    this.#progress = new Progress(this.#options.style);
  }

  onTestRunStart(): void {
    this.#progress = new Progress(this.#options.style);
  }

  onTestModuleCollected(module: RunModule): void {
    if (!this.#follows(module)) return;
    this.#progress.addModule(module);
    this.#redraw();
  }

  onTestSuiteReady(suite: RunSuite): void {
    if (!this.#follows(suite.module)) return;
    this.#progress.startSuite(suite);
    this.#redraw();
  }

  onTestSuiteResult(suite: RunSuite): void {
    if (this.#follows(suite.module)) this.#show(this.#progress.endSuite(suite));
  }

  onTestCaseResult(test: RunTest): void {
    if (this.#follows(test.module)) this.#show(this.#progress.endTest(test));
  }

  async onTestRunEnd(...end: RunEnd): Promise<void> {
    this.#status.clear();
    const { files, output, replay, style, verbose, codexPath } = this.#options;
    const run = await files.finish(...end);
    if (run === null) return;
    output.write(
      `\n${runReport(run.result, run.written, { style, outputDir: run.outputDir, replay, verbose, codexPath })}`,
    );
  }

  #follows(module: Pick<RunModule, 'project'>): boolean {
    return this.#options.progress && module.project.name === CONFORMANCE;
  }

  #show(line: string | null): void {
    if (this.#status.isLive) this.#redraw();
    else if (line !== null && this.#options.verbose === true) this.#status.print(line);
  }

  #redraw(): void {
    this.#status.show(...this.#progress.lines());
  }
}

/** Reads the size each time: terminals are resized. Those of CI servers report 0 columns. */
function standardOutput(): TerminalOutput {
  return {
    write: (text) => process.stdout.write(text),
    env: process.env,
    get isTTY() {
      return process.stdout.isTTY ?? false;
    },
    get columns() {
      return process.stdout.columns || 80;
    },
  };
}

import type { RunFolder } from './run-folder.ts';

/** How far the exchange with the scripted model is. Requests are counted from 1, over the whole scenario. */
export interface ExchangeProgress {
  /** The requests that have arrived. */
  readonly requests: number;
  /** The numbers of those whose reply has not ended. */
  readonly open: readonly number[];
}

/** Program, environment and limits for the processes of one scenario. */
export interface LaunchOptions {
  readonly program: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly runFolder: RunFolder;
  /** See `ProcessOptions.mark`. */
  readonly mark: string;
  /** Milliseconds that one process may take for its turn. */
  readonly deadlineMs: number;
  /** Milliseconds that it may take to exit after the last event of its turn. */
  readonly exitGraceMs: number;
  /** Called with the number of each process before it starts. */
  readonly onSpawn: (process: number) => void;
  /** Called with the number of a process of exec when its first line was read, or none can come any more. */
  readonly onFirstLine?: (process: number) => void;
  /** Called for each line of a process, with the type of the event or the method of the message, else the kind of line. */
  readonly onEvent?: (process: number, name: string) => void;
  /** Missing in live runs. */
  readonly modelProgress?: () => ExchangeProgress;
}

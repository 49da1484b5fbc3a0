import type { RunFolder } from './run-folder.ts';

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
}

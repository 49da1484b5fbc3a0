import type { RunFolder } from './run-folder.ts';

/** Where and under which limits the processes of one scenario are started. */
export interface LaunchSite {
  readonly program: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly runFolder: RunFolder;
  /** A folder that only this scenario's processes know of. */
  readonly mark: string;
  /** Milliseconds that one process may take for its turn. */
  readonly deadlineMs: number;
  /** Milliseconds that it may take to exit after the last event of its turn. */
  readonly exitGraceMs: number;
  /** Told that the process with this number is about to start: what arrives from now on is its doing. */
  readonly onSpawn: (process: number) => void;
}

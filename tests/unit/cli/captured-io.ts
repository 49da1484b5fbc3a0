import { Readable } from 'node:stream';
import type { Io } from '../../../helpers/cli/io.ts';

/** An {@link Io} that keeps what it is told. */
export interface CapturedIo extends Io {
  /** What was written so far. */
  readonly written: { stdout: string; stderr: string };
}

/** A terminal of 80 columns in `/work` without an environment, unless told otherwise. */
export function capturedIo(change: Partial<Pick<Io, 'env' | 'columns' | 'stdin'>> = {}): CapturedIo {
  const written = { stdout: '', stderr: '' };
  return {
    written,
    stdout: (text) => {
      written.stdout += text;
    },
    stderr: (text) => {
      written.stderr += text;
    },
    stdin: () => Readable.from([]),
    env: {},
    cwd: '/work',
    isTTY: false,
    stderrIsTTY: false,
    columns: 80,
    ...change,
  };
}

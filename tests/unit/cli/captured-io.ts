import { Readable } from 'node:stream';
import { createStyle } from '../../../helpers/util/terminal/style.ts';
import type { Io } from '../../../helpers/cli/io.ts';

/** An {@link Io} that keeps what it is told. */
export interface CapturedIo extends Io {
  /** What was written so far. */
  readonly written: { stdout: string; stderr: string };
}

/** A terminal of 80 columns in `/work` without an environment, unless told otherwise. */
export function capturedIo(
  change: Partial<Pick<Io, 'env' | 'columns' | 'stdin' | 'style' | 'canAsk'>> = {},
): CapturedIo {
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
    canAsk: false,
    columns: 80,
    style: createStyle(false),
    ...change,
  };
}

/** What a terminal was sent, a line each, with `<up>` where the line before is rewritten. */
export function liveLines(text: string): string[] {
  return text
    .replaceAll('\u001b[1A\r', '<up>')
    .replaceAll(/\u001b\[[KJ]/g, '')
    .split('\n');
}

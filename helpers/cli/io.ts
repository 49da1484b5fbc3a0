import { isatty } from 'node:tty';

/** All that a command may know of the process that it runs in, and its only ways to say something. */
export interface Io {
  /** Writes text as it is: line breaks are the caller's. */
  readonly stdout: (text: string) => void;
  /** Writes text as it is: line breaks are the caller's. */
  readonly stderr: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute. Relative paths among the arguments start here. */
  readonly cwd: string;
  /** True when a person reads stdout. */
  readonly isTTY: boolean;
  /** Width of the terminal in characters; 80 where there is none. */
  readonly columns: number;
}

/** The {@link Io} of this process. A reader of stdout or stderr that goes away early (`… | head`) is no error. */
export function processIo(): Io {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe);
  return {
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    env: process.env,
    cwd: process.cwd(),
    isTTY: isatty(1),
    columns: process.stdout.columns ?? 80,
  };
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

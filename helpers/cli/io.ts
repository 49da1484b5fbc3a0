import type { Readable } from 'node:stream';
import { isatty } from 'node:tty';
import packageJson from '../../package.json' with { type: 'json' };
import type { TerminalOutput } from '../util/terminal/status-line.ts';
import { createStyle, hasColor, type Style } from '../util/terminal/style.ts';

const ENVIRONMENT = 3;

/** The process of a command, as far as it may read and write it. */
export interface Io {
  /** Writes text as it is: line breaks are the caller's. */
  readonly stdout: (text: string) => void;
  /** Writes text as it is: line breaks are the caller's. */
  readonly stderr: (text: string) => void;
  /** A stream of bytes. Calling this opens the stdin of the process, so only a reader does. */
  readonly stdin: () => Readable;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute. Relative paths among the arguments start here. */
  readonly cwd: string;
  readonly isTTY: boolean;
  readonly stderrIsTTY: boolean;
  /** True if a person can read a question on stderr and answer it on stdin. */
  readonly canAsk: boolean;
  /** Width of the terminal in characters; 80 where there is none. */
  readonly columns: number;
  readonly style: Style;
}

/** The part of an {@link Io} that {@link outputOf} reads. */
export type OutputIo = Pick<Io, 'stdout' | 'stderr' | 'isTTY' | 'stderrIsTTY' | 'env' | 'columns'>;

/** The members of a process that {@link processIo} reads. */
export interface ProcessLike {
  readonly stdin: Readable;
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly env: Io['env'];
  readonly cwd: () => string;
}

/** The {@link Io} of a process. A closed pipe (`… | head`) is no error. */
export function processIo(owner: ProcessLike = process): Io {
  for (const stream of [owner.stdout, owner.stderr]) stream.on('error', ignoreClosedPipe);
  return {
    stdout: (text) => void owner.stdout.write(text),
    stderr: (text) => void owner.stderr.write(text),
    stdin: () => owner.stdin,
    env: owner.env,
    cwd: startFolder(owner.env) ?? owner.cwd(),
    isTTY: owner.stdout.isTTY === true,
    stderrIsTTY: owner.stderr.isTTY === true,
    // Unlike `stdin.isTTY`, this does not open stdin.
    canAsk: owner.stderr.isTTY === true && isatty(0),
    style: createStyle(hasColor(owner.stdout)),
    // Read again, as a terminal can be resized. Some pipes report 0.
    get columns() {
      return owner.stdout.columns || 80;
    },
  };
}

/** The folder in which `npm run` was called, for the scripts of the checkout: npm itself changes to its root. */
function startFolder({ npm_package_name, npm_lifecycle_event, INIT_CWD }: Io['env']): string | undefined {
  const isScript = npm_lifecycle_event === 'conformance' || npm_lifecycle_event === 'codex-conformance';
  return isScript && npm_package_name === packageJson.name ? INIT_CWD : undefined;
}

/** One of the two streams, for lines that change. */
export function outputOf(io: OutputIo, stream: 'stdout' | 'stderr'): TerminalOutput {
  return {
    write: io[stream],
    isTTY: stream === 'stdout' ? io.isTTY : io.stderrIsTTY,
    env: io.env,
    get columns() {
      return io.columns;
    },
  };
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return;
  // The message could not be written either, for instance on a full disk.
  process.exit(ENVIRONMENT);
}

import { SuiteError } from '../util/errors.ts';

/** Options of {@link probe}. */
export interface ProbeOptions {
  /** Time limit in milliseconds. @default 10_000 */
  readonly limitMs?: number;
  readonly signal?: AbortSignal;
}

/** The output of a program, and its end. */
export interface ProbeOutput {
  readonly stdout: string;
  readonly stderr: string;
  /** Null when it was killed by a signal. */
  readonly exitCode: number | null;
  readonly signal: string | null;
}

/**
 * Runs a program without a terminal and collects its output.
 *
 * @throws SuiteError `environment` if it cannot be started or does not end in time; the reason of the signal
 */
export async function probe(
  path: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  { limitMs = 10_000, signal }: ProbeOptions = {},
): Promise<ProbeOutput> {
  const { execa } = await import('execa');
  const result = await execa(path, [...args], {
    reject: false,
    stdin: 'ignore',
    stripFinalNewline: false,
    extendEnv: false,
    env: { ...env },
    timeout: limitMs,
    killDescendants: true,
    forceKillAfterDelay: 500,
    ...(signal === undefined ? {} : { cancelSignal: signal }),
  });
  if (result.isCanceled) throw signal?.reason;
  if (result.timedOut) {
    throw new SuiteError('environment', `${path} ${args.join(' ')} did not end within ${limitMs / 1000} seconds.`, {
      hint: 'Check that the path names codex, and run that command by hand.',
    });
  }
  if (result.exitCode === undefined && result.signal === undefined) {
    throw new SuiteError(
      'environment',
      `${path} cannot be started: ${result.originalMessage ?? result.code ?? 'unknown reason'}.`,
      {
        hint: 'Check that it is a program for this platform.',
      },
    );
  }
  return {
    stdout: result.stdout,
    stderr: result.stderr,
    exitCode: result.exitCode ?? null,
    signal: result.signal ?? null,
  };
}

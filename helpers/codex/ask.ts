import { execa } from 'execa';
import { SuiteError } from '../errors.ts';

/** Milliseconds that a binary may take to print its version or a help text. */
const ANSWER_LIMIT_MS = 10_000;

/** What a program printed before it ended. */
export interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  /** Null when it was killed by a signal. */
  readonly exitCode: number | null;
  readonly signal: string | null;
}

/**
 * Runs a program to its end without a terminal and collects what it prints.
 *
 * @throws SuiteError `environment` if it cannot be started or does not end within ten seconds
 */
export async function ask(path: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<Answer> {
  const result = await execa(path, [...args], {
    reject: false,
    stdin: 'ignore',
    extendEnv: false,
    env: { ...env },
    timeout: ANSWER_LIMIT_MS,
    killDescendants: true,
    forceKillAfterDelay: 500,
  });
  if (result.timedOut) {
    throw new SuiteError('environment', `${path} ${args.join(' ')} did not end within ${ANSWER_LIMIT_MS / 1000} seconds.`, {
      hint: 'Check that the path names codex, and run that command by hand.',
    });
  }
  if (result.exitCode === undefined && result.signal === undefined) {
    throw new SuiteError('environment', `${path} cannot be started: ${result.originalMessage ?? result.code ?? 'unknown reason'}.`, {
      hint: 'Check that it is a program for this platform.',
    });
  }
  return {
    stdout: result.stdout,
    stderr: result.stderr,
    exitCode: result.exitCode ?? null,
    signal: result.signal ?? null,
  };
}

import { SuiteError, messageOf } from '../util/errors.ts';
import { INTERNAL_DEFECT } from './exit-codes.ts';
import type { Io } from './io.ts';

/** Characters that act on a terminal; a message may quote codex. */
const UNPRINTABLE = /(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu;

/**
 * Prints an error on stderr and returns the exit code of the command.
 *
 * A {@link SuiteError} is printed as its message and its hint. Any other error is a defect of the suite: the exit code is
 * 70, and its stack is printed with `verbose` or CODEX_CONFORMANCE_DEBUG=1.
 */
export function printError(error: unknown, io: Io, verbose: boolean): number {
  if (error instanceof SuiteError) {
    const hint = error.hint === undefined ? '' : `hint: ${error.hint}\n`;
    io.stderr(printable(`error: ${error.message}\n${hint}`));
    return error.exitCode;
  }
  if (isPackageMissing(error)) return printError(packageMissing(error), io, verbose);
  const withStack = verbose || io.env['CODEX_CONFORMANCE_DEBUG'] === '1';
  const request = withStack
    ? 'This is a defect of codex-conformance. Please report it with the command and all of the above.'
    : 'This is a defect of codex-conformance. Please report it with the command and what it prints with CODEX_CONFORMANCE_DEBUG=1.';
  io.stderr(printable(`internal error: ${withStack ? stackOf(error) : messageOf(error)}\n${request}\n`));
  return INTERNAL_DEFECT;
}

function isPackageMissing(error: unknown): error is Error {
  return (
    error instanceof Error &&
    error.message.startsWith('Cannot find package ') &&
    'code' in error &&
    error.code === 'ERR_MODULE_NOT_FOUND'
  );
}

function packageMissing(error: Error): SuiteError {
  return new SuiteError('environment', error.message, {
    hint: 'Install the dependencies with `npm ci`.',
    cause: error,
  });
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return messageOf(error);
  const cause = error.cause === undefined ? '' : `\ncaused by: ${stackOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}

function printable(text: string): string {
  return text.replaceAll(UNPRINTABLE, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

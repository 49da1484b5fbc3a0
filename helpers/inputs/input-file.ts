import { readFile } from 'node:fs/promises';
import { SuiteError, messageOf } from '../util/errors.ts';

/**
 * The text of a file that a user gave. `what` names it in the message, such as `the cases`.
 *
 * @throws {SuiteError} `usage`, if it cannot be read or is not UTF-8.
 */
export async function readInput(file: string, what: string, hint: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch (error) {
    throw new SuiteError('usage', `${file}: cannot read ${what}: ${reasonOf(error)}`, { hint, cause: error });
  }
}

/** All that is wrong with a file, in one error. */
export function invalidInput(file: string, problems: readonly string[], hint: string): SuiteError {
  const [only, ...others] = problems;
  const message =
    others.length === 0
      ? `${file}: ${only}`
      : [`${file} has ${problems.length} problems:`, ...problems.map((problem) => `  ${problem}`)].join('\n');
  return new SuiteError('usage', message, { hint });
}

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'it is not UTF-8';
  return messageOf(error);
}

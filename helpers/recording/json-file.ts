import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { messageOf, SuiteError } from '../util/errors.ts';
import { diskError } from '../util/fs/disk-error.ts';

/** A file with more problems than these repeats one of them. */
const SHOWN_FAULTS = 3;

/**
 * Reads a text file.
 *
 * @throws SuiteError `usage` for a missing file, `environment` for one that cannot be read
 */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (!isMissing(error)) throw diskError(error, 'read', path);
    throw new SuiteError('usage', `${path} is missing.`, {
      hint: 'Record the scenario again, or restore the folder.',
      cause: error,
    });
  }
}

/**
 * Parses text as JSON and validates it.
 *
 * @param where the file, or the file and the line, for the message
 * @throws SuiteError `usage` with the path and the expectation of the first problems
 */
export function parseAs<T>(schema: z.ZodType<T>, text: string, where: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new SuiteError('usage', `${where} is not JSON: ${messageOf(error)}.`, {
      hint: 'The file is damaged: restore it, or record the scenario again.',
      cause: error,
    });
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) =>
    [z.core.toDotPath(path), message].filter(Boolean).join(': '),
  );
  throw new SuiteError('usage', `${where}: ${faults.slice(0, SHOWN_FAULTS).join('; ')}.`, { cause: result.error });
}

/**
 * The same for JSON Lines: one value per line. A line break at the end is no line.
 *
 * @throws SuiteError `usage` with the line
 */
export function parseJsonLines<T>(schema: z.ZodType<T>, text: string, path: string): T[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line, index) => parseAs(schema, line, `${path} line ${index + 1}`));
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

import { readFile } from 'node:fs/promises';
import { findNodeAtLocation, parseTree, type JSONPath } from 'jsonc-parser';
import type * as z from 'zod';
import { SuiteError, messageOf } from '../util/errors.ts';
import { parseJson } from './json.ts';
import { describeProblems, formatPath, type Path } from './problems.ts';

/**
 * The text of a file that a user named.
 *
 * @param what names it in the message, such as `the cases`
 * @throws SuiteError `usage`, if it cannot be read or is not UTF-8
 */
export async function readInput(file: string, what: string, hint: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch (error) {
    throw new SuiteError('usage', `${file}: cannot read ${what}: ${reasonOf(error)}`, { hint, cause: error });
  }
}

/**
 * The contents of a JSON file by its schema.
 *
 * @param file for the messages only
 * @param furtherProblems finds problems that the schema cannot express, also in an invalid file; `placeOf` is the text of a path
 * @throws SuiteError `usage` with all problems of the file
 */
export function parseInput<Schema extends z.ZodType>(
  text: string,
  file: string,
  schema: Schema,
  hint: string,
  furtherProblems: (root: unknown, placeOf: (path: Path) => string) => readonly string[] = () => [],
): z.output<Schema> {
  const root = parseJson(text, file);
  const result = schema.safeParse(root);
  const placeOf = placesIn(text);
  const problems = [
    ...describeProblems(root, result.error?.issues ?? [], schema, placeOf),
    ...furtherProblems(root, placeOf),
  ];
  if (problems.length > 0 || !result.success) throw invalidInput(file, problems, hint);
  return result.data;
}

/** The text of a path in a file, with its line: `line 3: cases[0].name`. What is missing is in the line of its parent. */
function placesIn(text: string): (path: Path) => string {
  const tree = parseTree(text);
  return (path) => {
    const parents = path.map((_, index) => path.slice(0, path.length - index) as JSONPath);
    const node = parents.map((one) => tree && findNodeAtLocation(tree, one)).find((one) => one !== undefined);
    const line = text.slice(0, node?.offset ?? 0).split('\n').length;
    return `line ${line}: ${formatPath(path)}`;
  };
}

/** One error for all problems of a file. */
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

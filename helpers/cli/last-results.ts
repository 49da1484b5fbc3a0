import { readFile } from 'node:fs/promises';
import type { CheckResult } from '../checks/verdict.ts';
import { messageOf, SuiteError } from '../util/errors.ts';
import { checksSchema } from '../formats/run/checks.ts';

/**
 * The results of a check in the run that wrote this `checks.json`. Null if there is no such file.
 *
 * @throws SuiteError `usage` if it is no `checks.json` of this version of the suite
 */
export async function lastResults(file: string, id: string): Promise<readonly CheckResult[] | null> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw unreadable(file, messageOf(error));
  }
  const { data, error } = checksSchema.safeParse(content);
  if (data === undefined) throw unreadable(file, error?.issues[0]?.message ?? '');
  return data.checks.filter((check) => check.id === id);
}

function unreadable(file: string, reason: string): SuiteError {
  return new SuiteError('usage', `${file}: cannot read the results of the last run: ${reason}`, {
    hint: 'Run the suite again, or name the folder of other results with --out DIR.',
  });
}

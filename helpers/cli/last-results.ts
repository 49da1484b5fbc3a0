import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { CheckResult } from '../checks/verdict.ts';
import { checksSchema } from '../formats/run/checks.ts';
import { messageOf, SuiteError } from '../util/errors.ts';

/** The part of `summary.json` that is read; a run without a result has no codex. */
const summaryPartSchema = z.object({
  all_success: z.boolean(),
  codex: z.object({ version: z.string() }).nullable(),
});

/** The results of a run. */
export interface LastRun {
  readonly checks: readonly CheckResult[];
  readonly version: string;
  readonly success: boolean;
}

/**
 * The results in a folder that a run wrote. Null if there are none.
 *
 * @throws SuiteError `usage` if its files are not those of this version of the suite
 */
export async function lastRun(folder: string): Promise<LastRun | null> {
  const checks = await readResultFile(join(folder, 'checks.json'), checksSchema);
  const summary = await readResultFile(join(folder, 'summary.json'), summaryPartSchema);
  return checks === null || summary === null || summary.codex === null
    ? null
    : { checks: checks.checks, version: summary.codex.version, success: summary.all_success };
}

/**
 * The results of a check in the run that wrote this `checks.json`. Null if there is no such file.
 *
 * @throws SuiteError `usage` if it is no `checks.json` of this version of the suite
 */
export async function lastResults(file: string, id: string): Promise<readonly CheckResult[] | null> {
  const content = await readResultFile(file, checksSchema);
  return content === null ? null : content.checks.filter((check) => check.id === id);
}

/**
 * A file of results. Null if there is none.
 *
 * @throws SuiteError `usage` if it is not one of this version of the suite
 */
export async function readResultFile<S extends z.ZodType>(file: string, schema: S): Promise<z.output<S> | null> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw unreadable(file, messageOf(error));
  }
  const { data, error } = schema.safeParse(content);
  if (error !== undefined) throw unreadable(file, error.issues[0]?.message ?? '');
  return data!;
}

function unreadable(file: string, reason: string): SuiteError {
  return new SuiteError('usage', `${file}: cannot read the results of the last run: ${reason}`, {
    hint: 'Run the suite again, or name the folder of other results with --out DIR.',
  });
}

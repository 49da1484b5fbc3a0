import { fileURLToPath } from 'node:url';
import { baselineKeysAt, baselineSchema } from './baseline-schema.ts';
import { invalidInput, readInput } from './input-file.ts';
import { parseJson } from './json.ts';
import { describeProblems, formatPath } from './problems.ts';

/** A check that is known to fail on a scenario: it does not make a run red, but once it passes its entry does. */
export interface KnownFailure {
  /** The id of the check. */
  readonly check: string;
  /** The name of the scenario. */
  readonly scenario: string;
  /** The versions of codex of which this is said. See `parseVersionRange`. */
  readonly versions: string;
  /** Why it is accepted. */
  readonly reason: string;
  /** Where to read more. */
  readonly link?: string;
  /** The newest version on which the entry was confirmed: on a newer one a pass is a warning. Without it a pass is red. */
  readonly swept?: string;
}

/** Absolute path of the baseline that comes with the suite. */
export const SUITE_BASELINE_FILE = fileURLToPath(new URL('../../inputs/baselines/default.json', import.meta.url));

const HINT = 'Correct the file; docs/schemas/baseline.schema.json says what it can hold.';

/**
 * The file of the baseline that counts: the one that is named, otherwise that of the suite. Null for cases other than
 * the suite's, unless one is named: the suite's own speaks of scenarios that these may not have.
 */
export function baselineFile(named: string | undefined, cases: string | undefined): string | null {
  return named ?? (cases === undefined ? SUITE_BASELINE_FILE : null);
}

/**
 * The known failures of a file. Its form is described by `docs/schemas/baseline.schema.json`.
 * @throws {SuiteError} `usage`, if the file cannot be read or is wrong; the message lists all that is wrong with it.
 */
export async function loadBaseline(file: string): Promise<readonly KnownFailure[]> {
  const text = await readInput(
    file,
    'the baseline',
    'Give the path of a baseline with --baseline FILE, or leave it out to use the one of the suite.',
  );
  const root = parseJson(text, file);
  const result = baselineSchema.safeParse(root);
  const problems = [...describeProblems(root, result.error?.issues ?? [], baselineKeysAt), ...repetitions(root)];
  if (problems.length > 0 || !result.success) throw invalidInput(file, problems, HINT);
  const { known_failures, swept } = result.data;
  return known_failures.map(({ link, ...rest }) => ({
    ...rest,
    ...(link === undefined ? {} : { link }),
    ...(swept === undefined ? {} : { swept }),
  }));
}

/** Also looks at a file that is wrong in other ways, so that all of its problems are told at once. */
function repetitions(root: unknown): string[] {
  const list = (root as { readonly known_failures?: unknown } | null)?.known_failures;
  const first = new Map<string, string>();
  return (Array.isArray(list) ? list : []).flatMap((entry: unknown, index) => {
    const { check, scenario, versions } = (entry ?? {}) as Partial<Record<string, unknown>>;
    if (check === undefined || scenario === undefined) return [];
    const key = JSON.stringify([check, scenario, versions]);
    const path = formatPath(['known_failures', index]);
    const before = first.get(key);
    first.set(key, before ?? path);
    return before === undefined ? [] : [`${path}: says the same as ${before}`];
  });
}

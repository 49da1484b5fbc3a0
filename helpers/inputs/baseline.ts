import { fileURLToPath } from 'node:url';
import { baselineSchema, type KnownFailure } from './baseline-schema.ts';
import { parseInput, readInput } from './input-file.ts';
import { formatPath, type Path } from './problems.ts';

/** Absolute path of the shipped baseline. */
export const SUITE_BASELINE_FILE = fileURLToPath(new URL('../../inputs/baselines/default.json', import.meta.url));

const HINT = 'Correct the file; its schema is docs/schemas/baseline.schema.json.';

/** Options that decide which baselines a run has. */
export interface BaselineOptions {
  /** A baseline of the user. */
  readonly baseline?: string | undefined;
  /** False leaves the shipped baseline out. @default true */
  readonly defaultBaseline?: boolean | undefined;
  readonly cases?: string | undefined;
}

/** The baseline files of a run, the user's own first. The shipped one is about the shipped cases: with other cases it is left out. */
export function baselineFiles({ baseline, defaultBaseline = true, cases }: BaselineOptions): readonly string[] {
  const isShipped = defaultBaseline && cases === undefined;
  return [...(baseline === undefined ? [] : [baseline]), ...(isShipped ? [SUITE_BASELINE_FILE] : [])];
}

/**
 * The known failures of a file.
 * @throws {SuiteError} `usage` for an unreadable or invalid file, with all of its problems
 */
export async function loadBaseline(file: string): Promise<readonly KnownFailure[]> {
  const text = await readInput(
    file,
    'the baseline',
    'Give the path of a baseline with --baseline FILE, or omit it to use the shipped one alone.',
  );
  const { known_failures, swept } = parseInput(text, file, baselineSchema, HINT, repetitions);
  return swept === undefined ? known_failures : known_failures.map((entry) => ({ ...entry, swept }));
}

/** Also for a file with other problems, so that all are reported at once. */
function repetitions(root: unknown, placeOf: (path: Path) => string): string[] {
  const list = (root as { readonly known_failures?: unknown } | null)?.known_failures;
  const first = new Map<string, string>();
  return (Array.isArray(list) ? list : []).flatMap((entry: unknown, index) => {
    const { check, scenario, versions } = (entry ?? {}) as Partial<Record<string, unknown>>;
    if (check === undefined || scenario === undefined) return [];
    const key = JSON.stringify([check, scenario, versions]);
    const before = first.get(key);
    first.set(key, before ?? formatPath(['known_failures', index]));
    return before === undefined ? [] : [`${placeOf(['known_failures', index])}: repeats ${before}`];
  });
}

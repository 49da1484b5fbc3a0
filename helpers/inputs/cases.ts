import { fileURLToPath } from 'node:url';
import { casesSchema, keysAt } from './cases-schema.ts';
import { invalidInput, readInput } from './input-file.ts';
import { parseJson } from './json.ts';
import { describeProblems, formatPath } from './problems.ts';

/** One prompt and the one reply to it: a case of `exec_stateless` or of `app_server`. */
export interface SingleTurnCase {
  /** Letters, digits and hyphens; unique in its mode. */
  readonly name: string;
  readonly prompt: string;
  readonly expected_reply: string;
}

/** A code is told to codex in one process and asked for in the next: a case of `exec_persistent`. */
export interface ResumeCase {
  /** Letters, digits and hyphens; unique in its mode. */
  readonly name: string;
  /** Has `{{reference_code}}` where the code goes. */
  readonly turn1_prompt_template: string;
  readonly turn1_expected_reply: string;
  /** Says nothing of the code. */
  readonly turn2_prompt: string;
  /** Has `{{reference_code}}` where the code goes. */
  readonly turn2_expected_reply_template: string;
}

/** What a cases file holds: at least one case for each mode. */
export interface Cases {
  readonly exec_stateless: readonly SingleTurnCase[];
  readonly exec_persistent: readonly ResumeCase[];
  readonly app_server: readonly SingleTurnCase[];
}

/** Absolute path of the cases that come with the suite. */
export const SUITE_CASES_FILE = fileURLToPath(new URL('../../inputs/cases.json', import.meta.url));

const MODES = ['exec_stateless', 'exec_persistent', 'app_server'] as const satisfies readonly (keyof Cases)[];

/**
 * The cases of a file. Its form is described by `docs/schemas/cases.schema.json`.
 * @throws {SuiteError} `usage`, if the file cannot be read or is wrong; the message lists all that is wrong with it.
 */
export async function loadCases(file: string = SUITE_CASES_FILE): Promise<Cases> {
  const text = await readInput(
    file,
    'the cases',
    'Give the path of a cases file with --cases FILE, or leave it out to use the cases of the suite.',
  );
  return parseCases(text, file);
}

/** As {@link loadCases}, of a text that was read already. `file` is for the messages only. */
export function parseCases(text: string, file: string): Cases {
  const root = parseJson(text, file);
  const result = casesSchema.safeParse(root);
  const problems = [...describeProblems(root, result.error?.issues ?? [], keysAt), ...describeSharedNames(root)];
  if (problems.length > 0 || !result.success) {
    throw invalidInput(file, problems, 'Correct the file; docs/schemas/cases.schema.json says what it can hold.');
  }
  const { exec_stateless, exec_persistent, app_server } = result.data;
  return {
    exec_stateless: named(exec_stateless),
    exec_persistent: named(exec_persistent),
    app_server: named(app_server),
  };
}

/** Also looks at a file that is wrong in other ways, so that all of its problems are told at once. */
function describeSharedNames(root: unknown): string[] {
  return MODES.flatMap((mode) => {
    const seen = new Map<string, string>();
    return listOf((root as Partial<Record<string, unknown>> | null)?.[mode]).flatMap((item, index) => {
      const given = (item as { readonly name?: unknown } | null | undefined)?.name;
      const name = given ?? defaultName(index);
      if (typeof name !== 'string') return [];
      const path = formatPath([mode, index]);
      const first = seen.get(name);
      seen.set(name, first ?? path);
      if (first === undefined) return [];
      const origin = given === undefined ? ` (its default)` : '';
      return [`${path}.name: expected a name of its own, found ${JSON.stringify(name)}${origin} as in ${first}`];
    });
  });
}

function named<Case extends { readonly name?: string | undefined }>(cases: Case | readonly Case[]) {
  return listOf(cases).map((item, index) => withName(item, defaultName(index)));
}

function withName<Case extends { readonly name?: string | undefined }>(item: Case, otherwise: string) {
  return { ...item, name: item.name ?? otherwise };
}

function defaultName(index: number): string {
  return `case-${index + 1}`;
}

function listOf<Item>(value: Item | readonly Item[] | undefined): readonly Item[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Item[]) : [value as Item];
}

import { fileURLToPath } from 'node:url';
import type * as z from 'zod';
import { casesSchema, type resumeCase, type singleTurnCase } from './cases-schema.ts';
import { parseInput, readInput } from './input-file.ts';
import { formatPath, type Path } from './problems.ts';

type Named<Case extends z.ZodType> = Readonly<z.output<Case>> & { readonly name: string };

/** One prompt and its reply. */
export type SingleTurnCase = Named<typeof singleTurnCase>;

/** Two turns in two processes: the first gives a code, the second asks for it. */
export type ResumeCase = Named<typeof resumeCase>;

/** The cases of each mode, at least one. */
export interface Cases {
  readonly exec_stateless: readonly SingleTurnCase[];
  readonly exec_persistent: readonly ResumeCase[];
  readonly app_server: readonly SingleTurnCase[];
}

/** Absolute path of the shipped cases. */
export const SUITE_CASES_FILE = fileURLToPath(new URL('../../inputs/cases.json', import.meta.url));

const MODES = ['exec_stateless', 'exec_persistent', 'app_server'] as const satisfies readonly (keyof Cases)[];

/**
 * The cases of a file.
 * @throws SuiteError `usage` for an unreadable or invalid file, with all of its problems
 */
export async function loadCases(file: string = SUITE_CASES_FILE): Promise<Cases> {
  const text = await readInput(
    file,
    'the cases',
    'Give the path of a cases file with --cases FILE, or omit it to use the shipped ones.',
  );
  return parseCases(text, file);
}

/** Like {@link loadCases}, of a text. `file` is for the messages only. */
export function parseCases(text: string, file: string): Cases {
  const hint = 'Correct the file; its schema is docs/schemas/cases.schema.json.';
  const { exec_stateless, exec_persistent, app_server } = parseInput(text, file, casesSchema, hint, sharedNames);
  return {
    exec_stateless: named(exec_stateless),
    exec_persistent: named(exec_persistent),
    app_server: named(app_server),
  };
}

/** Also for a file with other problems, so that all are reported at once. */
function sharedNames(root: unknown, placeOf: (path: Path) => string): string[] {
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
      const place = placeOf(given === undefined ? [mode, index] : [mode, index, 'name']);
      return [
        `${place}${given === undefined ? '.name' : ''}: expected a unique name, found ${JSON.stringify(name)}${origin} as in ${first}`,
      ];
    });
  });
}

function named<Case extends { readonly name?: string | undefined }>(cases: Case | readonly Case[]) {
  return listOf(cases).map((item, index) => Object.assign({}, item, { name: item.name ?? defaultName(index) }));
}

function defaultName(index: number): string {
  return `case-${index + 1}`;
}

function listOf<Item>(value: Item | readonly Item[] | undefined): readonly Item[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Item[]) : [value as Item];
}

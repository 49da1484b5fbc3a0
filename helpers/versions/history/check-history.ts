import { existsSync } from 'node:fs';
import * as z from 'zod';
import { messageOf, SuiteError } from '../../util/errors.ts';
import { invalidInput, readInput } from '../../inputs/input-file.ts';
import { describeProblems } from '../../inputs/problems.ts';
import { FINDING_KINDS, MATRIX_SCHEMA_VERSION } from '../../formats/matrix/model.ts';

const VERDICTS = {
  p: 'pass',
  f: 'fail',
  k: 'known-failure',
  n: 'not-applicable',
  u: 'untestable',
  h: 'harness-error',
  '-': 'not-played',
} as const;

/** What a version said of a check on a scenario, as a row of the matrix has it. */
export type HistoryVerdict = (typeof VERDICTS)[keyof typeof VERDICTS];

/** Neighbouring versions, from the oldest to the newest, that said the same. */
export interface VerdictRun {
  readonly verdict: HistoryVerdict;
  readonly from: string;
  readonly to: string;
}

/** What became of a check on one scenario over the versions of a matrix. */
export interface ScenarioHistory {
  readonly scenario: string;
  readonly runs: readonly VerdictRun[];
}

const name = z.string().min(1);
const list = 'expected a list';

const shapeSchema = z.object(
  {
    schema_version: z.literal(MATRIX_SCHEMA_VERSION, {
      error: `this version of the suite reads ${MATRIX_SCHEMA_VERSION}`,
    }),
  },
  { error: 'expected an object' },
);

const findingSchema = z.object({
  check: name,
  kind: z.enum(FINDING_KINDS),
  changes: z.array(z.object({ to: z.enum(['bad', 'good']), after: name, at: name })),
  now: z.enum(['bad', 'good']),
  known: z.boolean(),
  verdict: z.enum(['fail', 'untestable']),
  scenarios: z.array(name).min(1),
});

/** What is needed of `matrix.json`: what else there is in it, and in its parts, is nobody's concern here. */
const matrixSchema = z
  .object({
    versions: z.array(z.object({ version: name }), { error: list }),
    cells: z.array(
      z.object({
        check: name,
        scenario: name,
        verdicts: z.string().regex(/^[pfknuh-]+$/, { error: 'expected letters, each one of pfknuh-' }),
      }),
      { error: list },
    ),
    findings: z.array(findingSchema, { error: list }),
  })
  .superRefine(({ versions, cells }, context) => {
    for (const [index, { verdicts }] of cells.entries()) {
      if (verdicts.length === versions.length) continue;
      const message = `expected a letter for each of the ${versions.length} versions`;
      context.addIssue({ code: 'custom', path: ['cells', index, 'verdicts'], message });
    }
  });

/** What changed between versions, or never held. */
export type HistoryFinding = Omit<z.infer<typeof findingSchema>, 'check'>;

/** What became of one check over the versions of a matrix. */
export interface CheckHistory {
  /** From the oldest to the newest. */
  readonly versions: readonly string[];
  readonly findings: readonly HistoryFinding[];
  /** As in the matrix; none where it does not judge by the check. */
  readonly scenarios: readonly ScenarioHistory[];
}

const HINT = 'Make the matrix again, or name the folder of another one with --matrix DIR.';

/** More problems than these in one file are the same problem over and over. */
const SHOWN_PROBLEMS = 3;

/**
 * What a matrix says of a check. Null if there is no such file.
 *
 * @throws SuiteError `usage`, with the file and the field, if it is no `matrix.json` that this version of the suite knows
 */
export async function readHistory(file: string, id: string): Promise<CheckHistory | null> {
  if (!existsSync(file)) return null;
  const { versions, cells, findings } = parseMatrix(await readInput(file, 'the matrix', HINT), file);
  const names = versions.map(({ version }) => version);
  return {
    versions: names,
    findings: findings.filter(({ check }) => check === id).map(findingOf),
    scenarios: cells
      .filter(({ check }) => check === id)
      .map(({ scenario, verdicts }) => ({ scenario, runs: runsOf(verdicts, names) })),
  };
}

function parseMatrix(text: string, file: string): z.infer<typeof matrixSchema> {
  const root = parse(text, file);
  // Before all else: of another shape no other field could be blamed.
  const issues = shapeSchema.safeParse(root).error?.issues;
  const result = matrixSchema.safeParse(root);
  if (issues === undefined && result.success) return result.data;
  const problems = describeProblems(root, issues ?? result.error?.issues ?? [], () => []);
  throw invalidInput(file, problems.slice(0, SHOWN_PROBLEMS), HINT);
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SuiteError('usage', `${file}: cannot read the matrix: ${messageOf(error)}`, { hint: HINT, cause: error });
  }
}

function findingOf({ kind, changes, now, known, verdict, scenarios }: HistoryFinding): HistoryFinding {
  return { kind, changes, now, known, verdict, scenarios };
}

function runsOf(letters: string, versions: readonly string[]): readonly VerdictRun[] {
  const runs = [...letters.matchAll(/(.)\1*/g)];
  return runs.map(({ index, 0: run, 1: letter }) => ({
    verdict: VERDICTS[letter as keyof typeof VERDICTS],
    from: versions[index]!,
    to: versions[index + run.length - 1]!,
  }));
}

import * as z from 'zod';
import { LEVELS } from '../../checks/levels.ts';
import { clauseSchema, evidenceSchema } from '../../checks/result-schema.ts';
import { invalidInput, readInput } from '../../inputs/input-file.ts';
import { describeProblems } from '../../inputs/problems.ts';
import { MODES } from '../../recording/mode.ts';
import { messageOf, SuiteError } from '../../util/errors.ts';
import type { Immutable } from '../../util/immutable.ts';
import { LETTERS } from './letters.ts';

/** The name of the file in the folder of a matrix. */
export const MATRIX_FILE = 'matrix.json';

/** The version of the shape of `matrix.json`. Raised when a reader of the older one could go wrong. */
export const MATRIX_SCHEMA_VERSION = 1;

/** What became of a check over the versions, in the order in which it is reported. */
export const FINDING_KINDS = ['broke', 'flips', 'always', 'fixed'] as const;

const ALL_LETTERS = LETTERS.map(({ letter }) => letter).join('');
const LETTER_ROW = new RegExp(`^[${ALL_LETTERS}]+$`);
const LIST = { error: 'expected a list' };
const count = z.int().nonnegative();
const name = z.string().min(1);

const versionSchema = z.object({
  version: name,
  published: z.iso.datetime().nullable().describe('When it was published; null where that is not known.'),
  sha256: z.string().nullable().describe('Of the binary; null where there was none.'),
  platform: z.string().describe('Such as linux-x64.'),
  status: z.enum(['judged', 'failed']).describe('Failed means that no verdict came of it at all.'),
  problem: z.string().nullable().describe('Why it failed, or what is incomplete.'),
  recordings: z
    .string()
    .nullable()
    .describe('Folder of its recordings, relative to this file: each lies there under the name of its scenario.'),
  counts: z.object({
    pass: count,
    fail: count.describe('Those that the baseline does not know.'),
    known: count.describe('Failures that the baseline knows.'),
    not_applicable: count,
    untestable: count,
    harness_error: count,
  }),
});

const scenarioSchema = z.object({
  name,
  mode: z.enum(MODES),
  about: z.string().nullable().describe('What it does, in one sentence.'),
});

const cellsSchema = z.object({
  check: name,
  scenario: name,
  verdicts: z
    .string()
    .regex(LETTER_ROW, { error: `expected letters, each one of ${ALL_LETTERS}` })
    .describe(
      'One letter for each version, in their order: p pass, f fail, k failure that the baseline knows, n not applicable, u untestable, h harness error, - not played.',
    ),
});

const matrixEvidenceSchema = z.object({
  check: name,
  scenario: name,
  versions: z.array(name).min(1).describe('The versions that show the very same.'),
  reason: z.string().nullable().describe('Why it is untestable.'),
  evidence: z.array(evidenceSchema).describe('At most three observations; long texts are cut.'),
  left_out: count.describe('How many more observations there are in the recording.'),
  known_failure: z.string().nullable().describe('The reason that the baseline gives.'),
});

const changeSchema = z.object({
  to: z.enum(['bad', 'good']),
  after: name.describe('The last version seen to be the other way.'),
  at: name.describe('The first version seen to be this way.'),
});

const findingSchema = z.object({
  check: name,
  level: z.enum(LEVELS),
  kind: z
    .enum(FINDING_KINDS)
    .describe(
      'broke: held, then no more; fixed: did not hold, then did; flips: changed more than once; always: held in no version.',
    ),
  changes: z.array(changeSchema).describe('In the order of versions. Empty where it always fails.'),
  now: z
    .enum(['bad', 'good', 'not-applicable'])
    .describe(
      'In the newest version that says whether the clause holds; not-applicable if it failed there, and a newer version says that the clause does not apply to it.',
    ),
  known: z.boolean().describe('The baseline knows each failure.'),
  verdict: z.enum(['fail', 'untestable']).describe('Untestable where it never fails, but cannot be judged.'),
  scenarios: z.array(name).min(1).describe('Those that share this history.'),
});

const milliseconds = z.number().nonnegative();

const shapeSchema = z.object(
  {
    schema_version: z.literal(MATRIX_SCHEMA_VERSION, {
      error: `this version of the suite reads ${MATRIX_SCHEMA_VERSION}`,
    }),
  },
  { error: 'expected an object' },
);

/** The shape of `matrix.json`. */
export const matrixSchema = z
  .object({
    schema_version: z.literal(MATRIX_SCHEMA_VERSION),
    suite: z.object({
      version: z.string(),
      fingerprint: z.string().describe('Hash of all that makes a verdict: checks, scenarios, and what drives codex.'),
    }),
    versions: z.array(versionSchema, LIST).describe('From the oldest to the newest.'),
    scenarios: z.array(scenarioSchema, LIST).describe('Sorted by mode, then by name.'),
    checks: z.array(clauseSchema.extend({ id: name }), LIST).describe('Sorted by id.'),
    cells: z.array(cellsSchema, LIST).describe('Sorted by check, then by scenario.'),
    evidence: z
      .array(matrixEvidenceSchema, LIST)
      .describe('Why a verdict is not a pass: observations or a reason. Sorted by check, scenario and version.'),
    findings: z
      .array(findingSchema, LIST)
      .describe('What changed between versions, derived from the cells: the most important first.'),
    volatile: z.object({
      started_at: z.iso.datetime(),
      duration_ms: milliseconds,
      phases: z.record(z.string(), milliseconds).describe('Milliseconds of each phase of the sweep.'),
      versions: z
        .record(z.string(), z.object({ fetch_ms: milliseconds, play_ms: milliseconds, judge_ms: milliseconds }))
        .describe('Milliseconds by version.'),
    }),
  })
  .superRefine(({ versions, cells }, context) => {
    for (const [index, { verdicts }] of cells.entries()) {
      if (verdicts.length === versions.length) continue;
      const message = `expected a letter for each of the ${versions.length} versions`;
      context.addIssue({ code: 'custom', path: ['cells', index, 'verdicts'], message });
    }
  })
  .meta({
    title: 'Verdicts of many versions of codex',
    description: 'Each check on each scenario in each version, and what changed between them.',
  });

/** What `matrix.json` holds. */
export type Matrix = Immutable<z.infer<typeof matrixSchema>>;

/** The verdicts of one check on one scenario over all versions. */
export type MatrixCells = Matrix['cells'][number];

/** One check whose verdict changed between versions, or never held. */
export type MatrixFinding = Immutable<z.infer<typeof findingSchema>>;

const HINT = 'Make the matrix again, or name the folder of another one with --matrix DIR.';

/** More problems than these in one file are the same problem over and over. */
const SHOWN_PROBLEMS = 3;

/**
 * Reads a `matrix.json`.
 *
 * @throws SuiteError `usage`, with the file and the field, if this version of the suite cannot read it
 */
export async function readMatrix(file: string): Promise<Matrix> {
  const root = parse(await readInput(file, 'the matrix', HINT), file);
  // Before anything else: in another shape no other field could be blamed.
  const issues = shapeSchema.safeParse(root).error?.issues;
  const result = matrixSchema.safeParse(root);
  if (issues === undefined && result.success) return result.data;
  const problems = describeProblems(root, issues ?? result.error?.issues ?? [], matrixSchema);
  throw invalidInput(file, problems.slice(0, SHOWN_PROBLEMS), HINT);
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SuiteError('usage', `${file}: cannot read the matrix: ${messageOf(error)}`, { hint: HINT, cause: error });
  }
}

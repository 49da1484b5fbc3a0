import * as z from 'zod';
import { LEVELS } from '../../checks/verdict.ts';
import { MODES } from '../../recording/mode.ts';
import { evidenceSchema } from '../run/check.ts';

/** The version of the shape of `matrix.json`. Raised when a reader of the older one could go wrong. */
export const MATRIX_SCHEMA_VERSION = 1;

/** What became of a check over the versions, in the order in which it is reported. */
export const FINDING_KINDS = ['broke', 'flips', 'always', 'fixed'] as const;

const count = z.int().nonnegative();
const name = z.string().min(1);

const versionSchema = z.strictObject({
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
  counts: z.strictObject({
    pass: count,
    fail: count.describe('Those that the baseline does not know.'),
    known: count.describe('Failures that the baseline knows.'),
    not_applicable: count,
    untestable: count,
    harness_error: count,
  }),
});

const scenarioSchema = z.strictObject({
  name,
  mode: z.enum(MODES),
  about: z.string().nullable().describe('What it does, in one sentence.'),
});

const checkSchema = z.strictObject({
  id: name,
  clause: z.string().describe('What must hold, in one sentence.'),
  level: z.enum(LEVELS),
  authority: z.strictObject({
    kind: z.enum(['documented', 'schema', 'source', 'observed']),
    reference: z.string(),
  }),
});

const cellsSchema = z.strictObject({
  check: name,
  scenario: name,
  verdicts: z
    .string()
    .regex(/^[pfknuh-]+$/)
    .describe(
      'One letter for each version, in their order: p pass, f fail, k failure that the baseline knows, n not applicable, u untestable, h fault of the suite, - not played.',
    ),
});

const matrixEvidenceSchema = z.strictObject({
  check: name,
  scenario: name,
  versions: z.array(name).min(1).describe('The versions that show the very same.'),
  reason: z.string().nullable().describe('Why it is untestable.'),
  evidence: z.array(evidenceSchema).describe('At most three observations; long texts are cut.'),
  left_out: count.describe('How many more observations there are in the recording.'),
  known_failure: z.string().nullable().describe('The reason that the baseline gives.'),
});

const changeSchema = z.strictObject({
  to: z.enum(['bad', 'good']),
  after: name.describe('The last version seen to be the other way.'),
  at: name.describe('The first version seen to be this way.'),
});

const findingSchema = z.strictObject({
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

/** The shape of `matrix.json`. */
export const matrixSchema = z
  .strictObject({
    schema_version: z.literal(MATRIX_SCHEMA_VERSION),
    suite: z.strictObject({
      version: z.string(),
      fingerprint: z.string().describe('Hash of all that makes a verdict: checks, scenarios, and what drives codex.'),
    }),
    versions: z.array(versionSchema).describe('From the oldest to the newest.'),
    scenarios: z.array(scenarioSchema).describe('Sorted by mode, then by name.'),
    checks: z.array(checkSchema).describe('Sorted by id.'),
    cells: z.array(cellsSchema).describe('Sorted by check, then by scenario.'),
    evidence: z
      .array(matrixEvidenceSchema)
      .describe('What fails, is untestable, or is a fault of the suite. Sorted by check, scenario and version.'),
    findings: z
      .array(findingSchema)
      .describe('What changed between versions, derived from the cells: the most important first.'),
    volatile: z.strictObject({
      started_at: z.iso.datetime(),
      duration_ms: milliseconds,
      phases: z.record(z.string(), milliseconds).describe('Milliseconds of each phase of the sweep.'),
      versions: z
        .record(z.string(), z.strictObject({ fetch_ms: milliseconds, play_ms: milliseconds, judge_ms: milliseconds }))
        .describe('Milliseconds by version.'),
    }),
  })
  .meta({
    title: 'Verdicts of many versions of codex',
    description: 'Each check on each scenario in each version, and what changed between them.',
  });

/** What `matrix.json` holds. */
export type Matrix = z.infer<typeof matrixSchema>;

/** The verdicts of one check on one scenario over all versions. */
export type MatrixCells = Matrix['cells'][number];

/** One check whose verdict changed between versions, or never held. */
export type MatrixFinding = Matrix['findings'][number];

/**
 * How a row of the matrix says what a check came to in one version: pass, fail, known failure, not applicable, untestable,
 * harness error, and `-` where the scenario was not played, or not judged by that check.
 */
export type VerdictLetter = 'p' | 'f' | 'k' | 'n' | 'u' | 'h' | '-';

import * as z from 'zod';
import { LEVELS } from '../../checks/levels.ts';
import { forEachMode } from '../../recording/mode.ts';
import { scenarioResultSchema } from '../../scenarios/scenario-result.ts';
import { countChecks, countsSchema } from '../counts.ts';
import type { ModeResult, RunResult } from '../run-result.ts';
import { RESULT_SCHEMA_VERSION } from '../schema-version.ts';
import { harnessErrorSchema } from './harness-error.ts';

const count = z.int().nonnegative();

const modeSchema = z.object({
  ran: z.boolean().describe('False when nothing of this mode was selected.'),
  success: z.boolean().nullable().describe('Null when it did not run.'),
  cases: count,
  failed_cases: count,
  checks: countsSchema,
});

const unmatchedSchema = z.object({
  check: z.string(),
  scenario: z.string(),
  versions: z.string(),
  problem: z.string(),
  hint: z.string().describe('What was meant, or what to do.'),
});

/** The shape of `summary.json`. */
export const summarySchema = z
  .object({
    schema_version: z.literal(RESULT_SCHEMA_VERSION),
    all_success: z
      .boolean()
      .describe(
        'Every mode that ran is a success, at least one ran, no check is red, every entry of the baseline matches, there is no harness error, and the run was not interrupted.',
      ),
    fail_on: z.enum(LEVELS).describe('The lowest level whose failures are red.'),
    shard: z
      .object({ index: z.int().positive(), count: z.int().positive() })
      .nullable()
      .describe('The share of this run, from 1. Null for a whole run.'),
    interrupted: z.boolean(),
    codex: scenarioResultSchema.shape.codex.nullable(),
    modes: z.object(forEachMode(() => modeSchema)),
    counts: countsSchema.describe('Checks by verdict.'),
    unmatched_known_failures: z
      .array(unmatchedSchema)
      .describe('Baseline entries that match no check or scenario. They make the run fail.'),
    harness_errors: z.array(harnessErrorSchema),
    volatile: z.object({
      started_at: z.iso.datetime(),
      duration_ms: z.number().nonnegative().describe('Milliseconds.'),
    }),
  })
  .meta({ title: 'Summary of a run', description: 'The result of the whole run, by mode and by verdict.' });

/** The contents of `summary.json`. */
export function summaryOf(run: RunResult) {
  return {
    schema_version: RESULT_SCHEMA_VERSION,
    all_success: run.allSuccess,
    fail_on: run.failOn,
    shard: run.shard,
    interrupted: run.interrupted,
    codex: run.codex,
    modes: forEachMode((mode) => modeOf(run.modes[mode])),
    counts: countChecks(run.checks),
    unmatched_known_failures: run.unmatched,
    harness_errors: run.harnessErrors,
    volatile: { started_at: run.startedAt, duration_ms: run.durationMs },
  } as const;
}

function modeOf({ ran, success, cases, checks }: ModeResult) {
  const failed = cases.filter((one) => !one.success).length;
  return { ran, success, cases: cases.length, failed_cases: failed, checks: countChecks(checks) };
}

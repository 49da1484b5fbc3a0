import * as z from 'zod';
import type { CheckResult } from '../../checks/verdict.ts';
import { countChecks } from '../counts.ts';
import type { ModeModel, RunModel } from '../run-model.ts';
import { codexRecord, codexSchema } from './case.ts';
import { harnessErrorRecord, harnessErrorSchema, unmatchedRecord, unmatchedSchema } from './check.ts';
import { RESULT_SCHEMA_VERSION } from './json.ts';

const count = z.int().nonnegative();

const countsSchema = z.strictObject({
  total: count,
  red: count.describe('Those that make the run fail: a failed clause of level may does not.'),
  excused: count.describe('Those that fail as the baseline says. They count among those that fail.'),
  stale: count.describe('Those that pass although the baseline says that they fail. They are red.'),
  pass: count,
  fail: count,
  not_applicable: count,
  untestable: count,
  harness_error: count,
});

const modeSchema = z.strictObject({
  ran: z.boolean().describe('False when nothing of this mode was selected.'),
  success: z.boolean().nullable().describe('Null when it did not run.'),
  cases: count,
  failed_cases: count,
  checks: countsSchema,
});

/** The shape of `summary.json`. */
export const summarySchema = z
  .strictObject({
    schema_version: z.literal(RESULT_SCHEMA_VERSION),
    all_success: z
      .boolean()
      .describe(
        'Every mode that ran is a success, at least one ran, no check is red, each entry of the baseline speaks of a check and scenario that there are, the suite made no fault and was not interrupted.',
      ),
    interrupted: z.boolean(),
    codex: codexSchema.nullable(),
    modes: z.strictObject({ exec_stateless: modeSchema, exec_persistent: modeSchema, app_server: modeSchema }),
    counts: countsSchema.describe('Checks by verdict.'),
    unmatched_known_failures: z
      .array(unmatchedSchema)
      .describe('Entries of the baseline that speak of nothing that there is. They make the run fail.'),
    harness_errors: z.array(harnessErrorSchema),
    volatile: z.strictObject({
      started_at: z.iso.datetime(),
      duration_ms: z.number().nonnegative().describe('Milliseconds.'),
    }),
  })
  .meta({ title: 'Summary of a run', description: 'The result of the whole run, by mode and by verdict.' });

/** What `summary.json` holds. */
export function summaryResult(model: RunModel): z.infer<typeof summarySchema> {
  const { exec_stateless, exec_persistent, app_server } = model.modes;
  return {
    schema_version: RESULT_SCHEMA_VERSION,
    all_success: model.allSuccess,
    interrupted: model.interrupted,
    codex: model.codex === null ? null : codexRecord(model.codex),
    modes: {
      exec_stateless: modeRecord(exec_stateless),
      exec_persistent: modeRecord(exec_persistent),
      app_server: modeRecord(app_server),
    },
    counts: countsRecord(model.checks),
    unmatched_known_failures: model.unmatched.map(unmatchedRecord),
    harness_errors: model.harnessErrors.map(harnessErrorRecord),
    volatile: { started_at: model.startedAt, duration_ms: model.durationMs },
  };
}

function modeRecord({ ran, success, cases, checks }: ModeModel): z.infer<typeof modeSchema> {
  const failed = cases.filter((one) => !one.success).length;
  return { ran, success, cases: cases.length, failed_cases: failed, checks: countsRecord(checks) };
}

function countsRecord(checks: readonly CheckResult[]): z.infer<typeof countsSchema> {
  const { total, red, excused, stale, verdicts } = countChecks(checks);
  return {
    total,
    red,
    excused,
    stale,
    pass: verdicts.pass,
    fail: verdicts.fail,
    not_applicable: verdicts['not-applicable'],
    untestable: verdicts.untestable,
    harness_error: verdicts['harness-error'],
  };
}

import * as z from 'zod';
import { isRed } from '../../checks/verdict.ts';
import type { Mode } from '../../recording/mode.ts';
import type { CaseModel, ModeModel, RunModel } from '../run-model.ts';
import { codexRecord } from './case.ts';
import { checkRecord, checkSchema, harnessErrorRecord, harnessErrorSchema } from './check.ts';
import { RESULT_SCHEMA_VERSION } from './json.ts';

const milliseconds = z.number().nonnegative();

/** The first fields of a mode's result file. */
export function headFields<M extends Mode>(mode: M) {
  return {
    schema_version: z.literal(RESULT_SCHEMA_VERSION),
    mode: z.literal(mode),
    success: z
      .boolean()
      .describe('Every reply of every case matched exactly, no check is red and the suite made no fault.'),
  };
}

/** The last fields of a mode's result file. */
export const tailFields = {
  failed_checks: z.array(checkSchema).describe('The checks that make this mode red.'),
  harness_errors: z.array(harnessErrorSchema).describe('Faults of the suite itself.'),
  volatile: z
    .strictObject({
      started_at: z.iso.datetime().describe('Start of the whole run.'),
      duration_ms: milliseconds.describe('Of all cases of this mode together.'),
      cases: z.array(
        z.strictObject({
          scenario: z.string(),
          duration_ms: milliseconds,
          processes: z.array(
            z.strictObject({
              first_output_ms: milliseconds.nullable(),
              turn_ended_ms: milliseconds.nullable(),
              duration_ms: milliseconds,
            }),
          ),
        }),
      ),
    })
    .describe('Timing, in milliseconds: all that differs between two runs that saw the same.'),
};

/** The values of {@link headFields}. */
export function headRecord<M extends Mode>(mode: ModeModel, name: M) {
  return { schema_version: RESULT_SCHEMA_VERSION, mode: name, success: mode.success === true } as const;
}

/** The values of {@link tailFields}. */
export function tailRecord(model: RunModel, mode: ModeModel) {
  return {
    failed_checks: mode.checks.filter(isRed).map(checkRecord),
    harness_errors: mode.harnessErrors.map(harnessErrorRecord),
    volatile: {
      started_at: model.startedAt,
      duration_ms: mode.cases.reduce((sum, { outcome }) => sum + outcome.timing.duration_ms, 0),
      cases: mode.cases.map(({ outcome: { scenario, timing } }) => ({
        scenario,
        duration_ms: timing.duration_ms,
        processes: timing.processes.map(({ first_output_ms, turn_ended_ms, duration_ms }) => ({
          first_output_ms,
          turn_ended_ms,
          duration_ms,
        })),
      })),
    },
  };
}

/** The case whose fields stand at the top of the file: the first that failed, else the first. */
export function headlineCase(mode: ModeModel): CaseModel | undefined {
  return mode.cases.find(({ success }) => !success) ?? mode.cases[0];
}

/** The fields at the top of the file of a mode that ran without reaching an outcome. */
export function emptyHeadline(model: RunModel, mode: ModeModel) {
  return {
    case: null,
    scenario: null,
    codex: model.codex === null ? null : codexRecord(model.codex),
    thread_id: null,
    turns: [],
    usage: null,
    error: mode.harnessErrors[0]?.message ?? null,
    notes: [],
    recording: null,
  };
}

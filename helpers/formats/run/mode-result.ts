import * as z from 'zod';
import { checkResultSchema } from '../../checks/result-schema.ts';
import { isRed } from '../../checks/verdict.ts';
import { forEachMode, MODE_TABLE, type Mode } from '../../recording/mode.ts';
import { type ScenarioResult, scenarioResultSchema, scenarioTimingSchema } from '../../scenarios/scenario-result.ts';
import type { ReportedScenario, RunResult } from '../run-result.ts';
import { RESULT_SCHEMA_VERSION } from '../schema-version.ts';
import { type HarnessError, harnessErrorSchema } from './harness-error.ts';

const { shape } = scenarioResultSchema;

const oneProcess = {
  command: z.array(z.string()).describe('Program and arguments; empty when no process was started.'),
  exit_code: z.number().nullable().describe('Null for a process that died by a signal.'),
};

const severalProcesses = { commands: shape.commands, exit_codes: shape.exit_codes };

const persistentCase = {
  same_thread_on_resume: shape.same_thread_on_resume,
  session_persistence_proof: z.object({ turn_2_exact_match: z.boolean() }),
};

const persistentHead = {
  same_thread_on_resume: z
    .boolean()
    .nullable()
    .describe('In every case both processes named the same thread. Null when no case had a second process.'),
  session_persistence_proof: z
    .object({
      turn_2_exact_match: z
        .boolean()
        .describe('In every case the second process returned what only the first had received.'),
      cases: z.int().nonnegative(),
      cases_matched: z.int().nonnegative(),
    })
    .describe('Over all cases.'),
};

/** The shape of the file of each mode, such as `result-exec-stateless.json`. */
export const MODE_SCHEMAS = forEachMode((mode) =>
  MODE_TABLE[mode].processes.length > 1
    ? modeSchema(mode, severalProcesses, persistentHead, persistentCase)
    : modeSchema(mode, oneProcess, {}, {}),
);

function modeSchema<P extends z.ZodRawShape, H extends z.ZodRawShape, C extends z.ZodRawShape>(
  mode: Mode,
  processes: P,
  head: H,
  ofCase: C,
) {
  const { case: name, scenario, codex, thread_id, turns, usage, error, notes, recording } = shape;
  const fields = { thread_id, turns, usage, error, notes };
  return z
    .object({
      schema_version: z.literal(RESULT_SCHEMA_VERSION),
      mode: z.literal(mode),
      success: z.boolean().describe('Every reply matched exactly, no check is red and there is no harness error.'),
      ...head,
      case: name.nullable(),
      scenario: scenario.nullable(),
      ...processes,
      codex: codex.nullable(),
      ...fields,
      recording: recording.nullable(),
      cases: z.array(
        z.object({ success: z.boolean(), case: name, scenario, ...processes, codex, ...fields, recording, ...ofCase }),
      ),
      failed_checks: z.array(checkResultSchema).describe('The checks that make this mode red.'),
      harness_errors: z.array(harnessErrorSchema).describe('Errors of the suite itself.'),
      volatile: z
        .object({
          started_at: z.iso.datetime().describe('Start of the whole run.'),
          duration_ms: z.number().nonnegative().describe('Of all cases of this mode together.'),
          cases: z.array(z.object({ scenario: z.string(), ...scenarioTimingSchema.shape })),
        })
        .describe('Timing, in milliseconds: the only difference between two runs that saw the same.'),
    })
    .meta({
      title: `Result of the mode ${MODE_TABLE[mode].label}`,
      description: `The fields at the top are those of the first case that failed, else of the first; cases has all of them: ${MODE_TABLE[mode].about}`,
    });
}

/** The fields of the file of a mode. Those of the process and of persistence are in every mode: its schema picks its own. */
export function modeResultOf(run: RunResult, mode: Mode) {
  const { success, cases, checks, harnessErrors } = run.modes[mode];
  const headline = cases.find((one) => !one.success) ?? cases[0];
  return {
    ...(headline === undefined ? emptyHeadline(run, harnessErrors) : caseOf(headline)),
    schema_version: RESULT_SCHEMA_VERSION,
    mode,
    success: success === true,
    ...persistenceOf(cases),
    cases: cases.map(caseOf),
    failed_checks: checks.filter(isRed),
    harness_errors: harnessErrors,
    volatile: {
      started_at: run.startedAt,
      duration_ms: cases.reduce((sum, { result }) => sum + result.timing.duration_ms, 0),
      cases: cases.map(({ result: { scenario, timing } }) => ({ scenario, ...timing })),
    },
  } as const;
}

function caseOf({ success, result }: ReportedScenario) {
  return {
    ...result,
    success,
    command: result.commands[0] ?? [],
    exit_code: result.exit_codes[0] ?? null,
    session_persistence_proof: { turn_2_exact_match: isTurnTwoExact(result) },
  };
}

function emptyHeadline({ codex }: RunResult, [error]: readonly HarnessError[]) {
  return {
    case: null,
    scenario: null,
    command: [],
    exit_code: null,
    commands: [],
    exit_codes: [],
    codex,
    thread_id: null,
    turns: [],
    usage: null,
    error: error?.message ?? null,
    notes: [],
    recording: null,
  };
}

/** A case that expects no reply, such as one that resumes a thread that does not exist, proves nothing either way. */
function persistenceOf(cases: readonly ReportedScenario[]) {
  const results = cases.map(({ result }) => result);
  const known = results.map(({ same_thread_on_resume }) => same_thread_on_resume).filter((same) => same !== null);
  const proving = results.filter(({ turns }) => turns.length > 0);
  const matched = proving.filter(isTurnTwoExact).length;
  return {
    same_thread_on_resume: known.length === 0 ? null : known.every(Boolean),
    session_persistence_proof: {
      turn_2_exact_match: matched > 0 && matched === proving.length,
      cases: proving.length,
      cases_matched: matched,
    },
  };
}

function isTurnTwoExact({ turns }: ScenarioResult): boolean {
  return turns.find(({ turn }) => turn === 2)?.exact_match === true;
}

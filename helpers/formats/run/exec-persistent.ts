import * as z from 'zod';
import type { ScenarioOutcome } from '../../scenarios/outcome.ts';
import type { ModeModel, RunModel } from '../run-model.ts';
import { caseFields, caseRecord, headlineFields } from './case.ts';
import { emptyHeadline, headFields, headlineCase, headRecord, tailFields, tailRecord } from './mode-frame.ts';

const processFields = {
  commands: z.array(z.array(z.string())).describe('Program and arguments of each process.'),
  exit_codes: z.array(z.number().nullable()).describe('Of each process; null for one that died by a signal.'),
};

const caseSchema = z.strictObject({
  success: z.boolean(),
  ...caseFields,
  ...processFields,
  same_thread_on_resume: z.boolean().nullable().describe('Null when no second process was started.'),
  session_persistence_proof: z.strictObject({ turn_2_exact_match: z.boolean() }),
});

/** The shape of `result-exec-persistent.json`. */
export const execPersistentSchema = z
  .strictObject({
    ...headFields('exec_persistent'),
    same_thread_on_resume: z
      .boolean()
      .nullable()
      .describe('In every case both processes named the same thread. Null when no case had a second process.'),
    session_persistence_proof: z
      .strictObject({
        turn_2_exact_match: z
          .boolean()
          .describe('In every case the second process gave back what only the first was told.'),
        cases: z.int().nonnegative(),
        cases_matched: z.int().nonnegative(),
      })
      .describe('Over all cases.'),
    ...headlineFields,
    ...processFields,
    cases: z.array(caseSchema),
    ...tailFields,
  })
  .meta({
    title: 'Result of the mode exec, persistent',
    description:
      'The fields at the top are those of the first case that failed, else of the first; cases has all of them: one thread over codex exec --json and codex exec resume.',
  });

/** What `result-exec-persistent.json` holds. */
export function execPersistentResult(model: RunModel): z.infer<typeof execPersistentSchema> {
  const mode = model.modes.exec_persistent;
  const headline = headlineCase(mode);
  return {
    ...headRecord(mode, 'exec_persistent'),
    same_thread_on_resume: sameThread(mode),
    session_persistence_proof: proof(mode),
    ...(headline === undefined
      ? { ...emptyHeadline(model, mode), commands: [], exit_codes: [] }
      : processesRecord(headline.outcome)),
    cases: mode.cases.map(({ success, outcome }) => ({
      success,
      ...processesRecord(outcome),
      same_thread_on_resume: outcome.same_thread_on_resume,
      session_persistence_proof: { turn_2_exact_match: isTurnTwoExact(outcome) },
    })),
    ...tailRecord(model, mode),
  };
}

function processesRecord(outcome: ScenarioOutcome) {
  const { case: name, scenario, ...rest } = caseRecord(outcome);
  return {
    case: name,
    scenario,
    commands: outcome.commands.map((command) => [...command]),
    exit_codes: [...outcome.exit_codes],
    ...rest,
  };
}

function isTurnTwoExact(outcome: ScenarioOutcome): boolean {
  return outcome.turns.find(({ turn }) => turn === 2)?.exact_match === true;
}

function sameThread({ cases }: ModeModel): boolean | null {
  const known = cases.map(({ outcome }) => outcome.same_thread_on_resume).filter((same) => same !== null);
  return known.length === 0 ? null : known.every(Boolean);
}

/** A case that expects no reply, such as one that resumes a thread that does not exist, proves nothing either way. */
function proof({ cases }: ModeModel) {
  const proving = cases.filter(({ outcome }) => outcome.turns.length > 0);
  const matched = proving.filter(({ outcome }) => isTurnTwoExact(outcome)).length;
  return {
    turn_2_exact_match: matched > 0 && matched === proving.length,
    cases: proving.length,
    cases_matched: matched,
  };
}

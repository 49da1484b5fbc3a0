import { compare } from '../../util/text/compare.ts';
import * as z from 'zod';
import type { RecordedCodex } from '../../recording/recording.ts';
import type { ScenarioOutcome, TurnOutcome, Usage } from '../../scenarios/outcome.ts';

/** The binary that was driven, as the result files name it. */
export const codexSchema = z.strictObject({
  version: z.string(),
  sha256: z.string(),
  found_by: z.string(),
  path: z.string(),
});

/** One turn. */
const turnSchema = z.strictObject({
  turn: z.int().positive(),
  prompt: z.string(),
  expected_reply: z.string(),
  actual_reply: z.string().nullable().describe('Null when no reply came.'),
  exact_match: z.boolean(),
});

/** The fields that a case has in each mode. They stand in {@link caseShape}'s order in every file. */
export const caseFields = {
  case: z.string().describe('Name of the case in the cases file.'),
  scenario: z.string(),
  codex: codexSchema,
  thread_id: z.string().nullable(),
  turns: z.array(turnSchema),
  usage: z
    .record(z.string(), z.number())
    .nullable()
    .describe('Tokens as codex reported them. Which counters there are depends on its version.'),
  error: z.string().nullable().describe('What codex said went wrong.'),
  notes: z.array(z.string()),
  recording: z.string().describe('Folder of the recording, relative to this file.'),
};

/** The fields of {@link caseFields} that are null at the top of a file whose mode ran without reaching an outcome. */
export const headlineFields = {
  ...caseFields,
  case: caseFields.case.nullable(),
  scenario: caseFields.scenario.nullable(),
  codex: caseFields.codex.nullable(),
  recording: caseFields.recording.nullable(),
};

/** Puts a codex into the keys of the result files. */
export function codexRecord(codex: RecordedCodex): z.infer<typeof codexSchema> {
  const { version, sha256, found_by, path } = codex;
  return { version, sha256, found_by, path };
}

/** Puts a turn into the keys of the result files. */
function turnRecord(turn: TurnOutcome): z.infer<typeof turnSchema> {
  const { prompt, expected_reply, actual_reply, exact_match } = turn;
  return { turn: turn.turn, prompt, expected_reply, actual_reply, exact_match };
}

/** Usage with its counters in alphabetical order. */
function usageRecord(usage: Usage | null): Record<string, number> | null {
  if (usage === null) return null;
  return Object.fromEntries(Object.entries(usage).toSorted(([a], [b]) => compare(a, b)));
}

/** The fields of {@link caseFields} of one outcome. */
export function caseRecord(outcome: ScenarioOutcome) {
  return {
    case: outcome.case,
    scenario: outcome.scenario,
    codex: codexRecord(outcome.codex),
    thread_id: outcome.thread_id,
    turns: outcome.turns.map(turnRecord),
    usage: usageRecord(outcome.usage),
    error: outcome.error,
    notes: [...outcome.notes],
    recording: outcome.recording,
  };
}

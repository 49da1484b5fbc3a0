import * as z from 'zod';
import { MODES } from '../recording/mode.ts';
import { codexSchema } from '../recording/recording.ts';
import type { Immutable } from '../util/immutable.ts';

const milliseconds = z.number().nonnegative();

/** One turn: the prompt, the expected reply and the actual one. */
export const turnResultSchema = z.object({
  turn: z.int().positive(),
  prompt: z.string(),
  expected_reply: z.string(),
  actual_reply: z.string().nullable().describe('Null when no reply came.'),
  exact_match: z.boolean(),
  wrong_reply_from: z
    .enum(['codex', 'model'])
    .exactOptional()
    .describe('Set if it is no exact match: "model" if codex passed on what the model said.'),
});

/** How long a scenario took. */
export const scenarioTimingSchema = z.object({
  duration_ms: milliseconds,
  processes: z.array(
    z.object({
      first_output_ms: milliseconds.nullable(),
      turn_ended_ms: milliseconds.nullable(),
      duration_ms: milliseconds,
    }),
  ),
});

/** The result of a scenario, apart from the verdicts on it. All text in it is sanitised but untrusted. */
export const scenarioResultSchema = z.object({
  mode: z.enum(MODES),
  case: z.string().describe('Name of the case in the cases file.'),
  scenario: z.string(),
  commands: z.array(z.array(z.string())).describe('Program and arguments of each process.'),
  exit_codes: z.array(z.number().nullable()).describe('Of each process; null for one that died by a signal.'),
  codex: codexSchema.omit({ capabilities: true }),
  thread_id: z.string().nullable(),
  turns: z.array(turnResultSchema),
  usage: z
    .record(z.string(), z.number())
    .nullable()
    .describe('Tokens as codex reported them. Which counters there are depends on its version.'),
  error: z.string().nullable().describe('What codex said went wrong.'),
  notes: z.array(z.string()),
  recording: z.string().describe('Folder of the recording, relative to this file.'),
  same_thread_on_resume: z.boolean().nullable().describe('Null when no second process was started.'),
  timing: scenarioTimingSchema,
});

/** The result of a scenario, apart from the verdicts on it. */
export type ScenarioResult = Immutable<z.infer<typeof scenarioResultSchema>>;

/** One turn: the prompt, the expected reply and the actual one. */
export type TurnResult = ScenarioResult['turns'][number];

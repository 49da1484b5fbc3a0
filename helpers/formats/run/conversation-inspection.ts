import * as z from 'zod';
import { MODES } from '../../recording/mode.ts';
import type { Mode } from '../../recording/mode.ts';
import type { RunModel } from '../run-model.ts';
import { RESULT_SCHEMA_VERSION } from './json.ts';

const APPROACHES = {
  exec_stateless: 'exec_stateless',
  exec_persistent: 'exec_persistent_resume',
  app_server: 'app_server',
} as const satisfies Record<Mode, string>;

/** The shape of `conversation-inspection.json`. */
export const conversationInspectionSchema = z
  .strictObject({
    schema_version: z.literal(RESULT_SCHEMA_VERSION),
    records: z.array(
      z.strictObject({
        approach: z.enum(APPROACHES),
        turns: z.array(
          z.strictObject({
            turn: z.int().positive(),
            input: z.string(),
            expected_reply: z.string(),
            actual_reply: z.string().nullable().describe('Null when no reply came.'),
            exact_match: z.boolean(),
          }),
        ),
      }),
    ),
  })
  .meta({ title: 'What was said', description: 'One record for each case: what was asked, expected and answered.' });

/** What `conversation-inspection.json` holds. */
export function conversationInspection(model: RunModel): z.infer<typeof conversationInspectionSchema> {
  return {
    schema_version: RESULT_SCHEMA_VERSION,
    records: MODES.flatMap((mode) =>
      model.modes[mode].cases.map(({ outcome }) => ({
        approach: APPROACHES[mode],
        turns: outcome.turns.map(({ turn, prompt, expected_reply, actual_reply, exact_match }) => ({
          turn,
          input: prompt,
          expected_reply,
          actual_reply,
          exact_match,
        })),
      })),
    ),
  };
}

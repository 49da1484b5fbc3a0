import * as z from 'zod';
import { MODE_TABLE, MODES } from '../../recording/mode.ts';
import { turnResultSchema } from '../../scenarios/scenario-result.ts';
import type { RunResult } from '../run-result.ts';
import { RESULT_SCHEMA_VERSION } from '../schema-version.ts';

const { turn, prompt, wrong_reply_from: _from, ...reply } = turnResultSchema.shape;

/** The shape of `conversation-inspection.json`. */
export const conversationInspectionSchema = z
  .object({
    schema_version: z.literal(RESULT_SCHEMA_VERSION),
    records: z.array(
      z.object({
        approach: z.enum(MODES.map((mode) => MODE_TABLE[mode].approach)),
        turns: z.array(z.object({ turn, input: prompt, ...reply })),
      }),
    ),
  })
  .meta({ title: 'Conversations', description: 'One record for each case: inputs, expected replies and replies.' });

/** The contents of `conversation-inspection.json`. */
export function conversationInspectionOf(run: RunResult) {
  return {
    schema_version: RESULT_SCHEMA_VERSION,
    records: MODES.flatMap((mode) =>
      run.modes[mode].cases.map(({ result }) => ({
        approach: MODE_TABLE[mode].approach,
        turns: result.turns.map((turn) => ({ ...turn, input: turn.prompt })),
      })),
    ),
  } as const;
}

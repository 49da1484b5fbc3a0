import * as z from 'zod';
import { CAUSES, LEVELS, VERDICTS } from './verdict.ts';

/** The verdict of one check on one scenario, as the files of a sweep have it. */
export const checkResultSchema = z.object({
  id: z.string(),
  clause: z.string(),
  level: z.enum(LEVELS),
  authority: z.object({ kind: z.enum(['documented', 'schema', 'source', 'observed']), reference: z.string() }),
  scenario: z.string(),
  verdict: z.enum(VERDICTS),
  reason: z.string().nullable(),
  cause: z.enum(CAUSES).exactOptional(),
  evidence: z.array(
    z.object({
      message: z.string(),
      file: z.string().exactOptional(),
      line: z.int().positive().exactOptional(),
      expected: z.string().exactOptional(),
      actual: z.string().exactOptional(),
    }),
  ),
  known_failure: z
    .object({
      check: z.string(),
      scenario: z.string(),
      versions: z.string(),
      reason: z.string(),
      link: z.string().exactOptional(),
      swept: z.string().exactOptional(),
    })
    .exactOptional(),
});

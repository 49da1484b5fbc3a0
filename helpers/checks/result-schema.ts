import * as z from 'zod';
import { AUTHORITY_KINDS, CAUSES, LEVELS, VERDICTS } from './levels.ts';

/** The fields of a check that every result repeats. */
export const clauseSchema = z.object({
  id: z.string(),
  clause: z.string().describe('What must hold, in one sentence.'),
  level: z.enum(LEVELS),
  authority: z.object({ kind: z.enum(AUTHORITY_KINDS), reference: z.string() }),
});

/** One observation that a verdict rests on. All text in it is untrusted. */
export const evidenceSchema = z.object({
  message: z.string(),
  file: z.string().exactOptional().describe('File of the recording that shows it.'),
  line: z.int().positive().exactOptional().describe('Line in that file, from 1.'),
  expected: z.string().exactOptional(),
  actual: z.string().exactOptional(),
});

const knownFailureSchema = z.object({
  versions: z.string().describe('The versions of codex that fail, such as ">=0.99.0 <0.117.0".'),
  reason: z.string(),
  link: z.string().exactOptional(),
  rate: z.string().exactOptional().describe('For a race, how many of how many plays failed: a pass is then not red.'),
  swept: z
    .string()
    .exactOptional()
    .describe('The newest version on which it was confirmed, if this version is newer: a pass is then a warning.'),
});

/** The verdict of one check on one scenario, as every file of results has it. */
export const checkResultSchema = clauseSchema.extend({
  scenario: z.string(),
  verdict: z.enum(VERDICTS),
  reason: z.string().nullable().describe('Why it is not applicable or untestable.'),
  cause: z.enum(CAUSES).exactOptional().describe('Set if it is not applicable.'),
  evidence: z.array(evidenceSchema),
  fail_on: z
    .enum(LEVELS)
    .exactOptional()
    .describe('Set on a failure: the lowest level whose failures are red in this run, if it is not "should".'),
  known_failure: knownFailureSchema
    .exactOptional()
    .describe(
      'The entry of the baseline. A failure and what it makes untestable are then not red; a pass is, unless there is "swept" or "rate".',
    ),
});

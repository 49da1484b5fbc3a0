import * as z from 'zod';
import { checkResultSchema, evidenceSchema } from '../checks/result-schema.ts';
import type { Immutable } from '../util/immutable.ts';

const { message, expected, actual } = evidenceSchema.shape;

const checkJudgementSchema = checkResultSchema.omit({ scenario: true, evidence: true, known_failure: true }).extend({
  about: z
    .string()
    .nullable()
    .describe('The objects of the clause, in the plural; null for a clause on whole recordings.'),
  judged: z.int().nonnegative().describe('How many of these there were.'),
  found: z.int().nonnegative().describe('The number of violations.'),
  findings: z
    .array(z.object({ message, line: z.int().positive().describe('Line of the stream, from 1.'), expected, actual }))
    .describe('The first violations. Long text is cut.'),
});

/** The verdicts on one stream. All text of the stream in it is untrusted. */
export const judgementSchema = z.object({
  source: z.string().describe('A path, or stdin.'),
  language: z.enum(['exec', 'app-server']),
  form: z.enum(['exec', 'recorded', 'marked', 'server-output']).describe('The format of the stream.'),
  lines: z.int().nonnegative(),
  unread: z.object({
    lines: z.int().nonnegative().describe('Lines of a log without a sender.'),
    first: z.int().positive().nullable(),
  }),
  checks: z.array(checkJudgementSchema),
  hints: z.array(z.string()).describe('What makes the capture doubtful, such as two sessions in one file.'),
});

/** The verdicts on one stream. All text of the stream in it is untrusted. */
export type Judgement = Immutable<z.infer<typeof judgementSchema>>;

type StreamCheck = Judgement['checks'][number];

/** One violation in a stream, with its line. */
export type StreamFinding = StreamCheck['findings'][number];

/** True for the failure of a clause that binds. */
export function isRedJudgement({ verdict, level }: StreamCheck): boolean {
  return verdict === 'fail' && level !== 'may';
}

/** True if the clause passes or fails. */
export function isJudged({ verdict }: StreamCheck): boolean {
  return verdict === 'pass' || verdict === 'fail';
}

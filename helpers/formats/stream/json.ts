import * as z from 'zod';
import { LEVELS } from '../../checks/levels.ts';
import type { Judgement } from '../../judge-stream/judgement.ts';
import { RESULT_SCHEMA_VERSION } from '../schema-version.ts';

const findingSchema = z.strictObject({
  message: z.string(),
  line: z.int().positive().describe('Line of the stream, from 1.'),
  expected: z.string().optional(),
  actual: z.string().optional(),
});

const checkSchema = z.strictObject({
  id: z.string(),
  clause: z.string().describe('What must hold, in one sentence.'),
  level: z.enum(LEVELS),
  authority: z.strictObject({
    kind: z.enum(['documented', 'schema', 'source', 'observed']),
    reference: z.string(),
  }),
  verdict: z.enum(['pass', 'fail', 'not-applicable', 'untestable', 'harness-error']),
  reason: z.string().nullable().describe('Why it neither passes nor fails.'),
  about: z.string().nullable().describe('What it speaks of; null for a clause on whole recordings.'),
  judged: z.int().nonnegative().describe('How many of these there were.'),
  found: z.int().nonnegative().describe('How many faults were found.'),
  findings: z.array(findingSchema).describe('The first of them. Long text is cut.'),
});

/** The shape of what `judge --format json` prints. */
export const judgementSchema = z
  .strictObject({
    schema_version: z.literal(RESULT_SCHEMA_VERSION),
    source: z.string().describe('A path, or stdin.'),
    language: z.enum(['exec', 'app-server']),
    form: z.enum(['exec', 'recorded', 'marked', 'server-output']).describe('How the stream is written.'),
    lines: z.int().nonnegative(),
    unread: z.strictObject({
      lines: z.int().nonnegative().describe('Lines of a log that do not say which side sent them.'),
      first: z.int().positive().nullable(),
    }),
    checks: z.array(checkSchema),
  })
  .meta({ title: 'Verdicts on one captured stream', description: 'Checks are in the order of the catalogue.' });

/** What `judge --format json` prints. */
export function judgementResult(judgement: Judgement): z.infer<typeof judgementSchema> {
  const { source, language, form, lines, unread, checks } = judgement;
  return {
    schema_version: RESULT_SCHEMA_VERSION,
    source,
    language,
    form,
    lines,
    unread: { lines: unread.lines, first: unread.first },
    checks: checks.map(({ authority, findings, ...check }) => ({
      id: check.id,
      clause: check.clause,
      level: check.level,
      authority: { kind: authority.kind, reference: authority.reference },
      verdict: check.verdict,
      reason: check.reason,
      about: check.about,
      judged: check.judged,
      found: check.found,
      findings: [...findings],
    })),
  };
}

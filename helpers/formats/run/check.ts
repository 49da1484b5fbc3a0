import * as z from 'zod';
import type { UnmatchedFailure } from '../../checks/baseline.ts';
import { LEVELS, VERDICTS } from '../../checks/verdict.ts';
import type { CheckResult } from '../../checks/verdict.ts';
import type { KnownFailure } from '../../inputs/baseline-schema.ts';
import type { HarnessError } from '../../reporters/harness-error.ts';

/** One observation, as the result files have it. */
export const evidenceSchema = z.strictObject({
  message: z.string(),
  file: z.string().optional().describe('File of the recording that shows it.'),
  line: z.int().positive().optional().describe('Line in that file, from 1.'),
  expected: z.string().optional(),
  actual: z.string().optional(),
});

const knownFailureSchema = z.strictObject({
  versions: z.string().describe('The versions of codex that fail, such as ">=0.99.0 <0.117.0".'),
  reason: z.string(),
  link: z.string().optional(),
  swept: z
    .string()
    .optional()
    .describe('The newest version on which it was confirmed, if this version is newer: a pass is then a warning.'),
});

/** One check on one scenario, as the result files have it. */
export const checkSchema = z.strictObject({
  id: z.string(),
  clause: z.string().describe('What must hold, in one sentence.'),
  level: z.enum(LEVELS),
  authority: z.strictObject({
    kind: z.enum(['documented', 'schema', 'source', 'observed']),
    reference: z.string(),
  }),
  scenario: z.string(),
  verdict: z.enum(VERDICTS),
  reason: z.string().nullable().describe('Why it is not applicable or untestable.'),
  evidence: z.array(evidenceSchema),
  known_failure: knownFailureSchema
    .optional()
    .describe('The entry of the baseline. A failure is then not red; a pass is, unless there is "swept".'),
});

/** A fault of the suite, as the result files have it. */
export const harnessErrorSchema = z.strictObject({
  scenario: z.string().nullable(),
  test: z.string().nullable().describe('Null for what happened outside of the tests.'),
  file: z.string().nullable(),
  line: z.int().positive().nullable(),
  message: z.string(),
  hint: z.string().nullable().describe('What to do about it.'),
});

/** Puts a check result into the keys, and the order of keys, of the result files. */
export function checkRecord(check: CheckResult): z.infer<typeof checkSchema> {
  const { id, clause, level, authority, scenario, verdict, reason, known_failure } = check;
  return {
    id,
    clause,
    level,
    authority: { kind: authority.kind, reference: authority.reference },
    scenario,
    verdict,
    reason,
    evidence: check.evidence.map(({ message, file, line, expected, actual }) => ({
      message,
      ...(file === undefined ? {} : { file }),
      ...(line === undefined ? {} : { line }),
      ...(expected === undefined ? {} : { expected }),
      ...(actual === undefined ? {} : { actual }),
    })),
    ...(known_failure === undefined ? {} : { known_failure: knownFailureRecord(known_failure) }),
  };
}

function knownFailureRecord({ versions, reason, link, swept }: KnownFailure): z.infer<typeof knownFailureSchema> {
  return { versions, reason, ...(link === undefined ? {} : { link }), ...(swept === undefined ? {} : { swept }) };
}

/** An entry of the baseline that speaks of nothing that there is, as the result files have it. */
export const unmatchedSchema = z.strictObject({
  check: z.string(),
  scenario: z.string(),
  versions: z.string(),
  problem: z.string(),
  hint: z.string().describe('What was meant, or what to do.'),
});

/** Puts an entry of the baseline into the keys of the result files. */
export function unmatchedRecord(failure: UnmatchedFailure): z.infer<typeof unmatchedSchema> {
  const { check, scenario, versions, problem, hint } = failure;
  return { check, scenario, versions, problem, hint };
}

/** Puts a harness error into the keys of the result files. */
export function harnessErrorRecord(error: HarnessError): z.infer<typeof harnessErrorSchema> {
  const { scenario, test, file, line, message, hint } = error;
  return { scenario, test, file, line, message, hint };
}

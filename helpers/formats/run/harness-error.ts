import * as z from 'zod';
import type { Mode } from '../../recording/mode.ts';
import type { Immutable } from '../../util/immutable.ts';

/** A harness error, as the result files have it. */
export const harnessErrorSchema = z.object({
  scenario: z.string().nullable(),
  test: z.string().nullable().describe('Null for what happened outside of the tests.'),
  file: z.string().nullable(),
  line: z.int().positive().nullable(),
  message: z.string(),
  hint: z.string().nullable().describe('What to do about it.'),
});

/** An error of the suite itself, or a test without a result. Always red. */
export interface HarnessError extends Immutable<z.infer<typeof harnessErrorSchema>> {
  /** Null where it is unknown. */
  readonly mode: Mode | null;
}

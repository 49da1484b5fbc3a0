import * as z from 'zod';
import type { RunModel } from '../run-model.ts';
import { caseFields, headlineFields } from './case.ts';
import { emptyHeadline, headFields, headlineCase, headRecord, tailFields, tailRecord } from './mode-frame.ts';
import { oneProcessFields, oneProcessRecord } from './one-process.ts';

/** The shape of `result-exec-stateless.json`. */
export const execStatelessSchema = z
  .strictObject({
    ...headFields('exec_stateless'),
    ...headlineFields,
    ...oneProcessFields,
    cases: z.array(z.strictObject({ success: z.boolean(), ...caseFields, ...oneProcessFields })),
    ...tailFields,
  })
  .meta({
    title: 'Result of the mode exec, stateless',
    description:
      'The fields at the top are those of the first case that failed, else of the first; cases has all of them: one turn of codex exec --json for each case.',
  });

/** What `result-exec-stateless.json` holds. */
export function execStatelessResult(model: RunModel): z.infer<typeof execStatelessSchema> {
  const mode = model.modes.exec_stateless;
  const headline = headlineCase(mode);
  return {
    ...headRecord(mode, 'exec_stateless'),
    ...(headline === undefined
      ? { ...emptyHeadline(model, mode), command: [], exit_code: null }
      : oneProcessRecord(headline.outcome)),
    cases: mode.cases.map(({ success, outcome }) => ({ success, ...oneProcessRecord(outcome) })),
    ...tailRecord(model, mode),
  };
}

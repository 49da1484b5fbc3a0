import * as z from 'zod';
import type { RunModel } from '../run-model.ts';
import { caseFields, headlineFields } from './case.ts';
import { emptyHeadline, headFields, headlineCase, headRecord, tailFields, tailRecord } from './mode-frame.ts';
import { oneProcessFields, oneProcessRecord } from './one-process.ts';

/** The shape of `result-app-server.json`. */
export const appServerSchema = z
  .strictObject({
    ...headFields('app_server'),
    ...headlineFields,
    ...oneProcessFields,
    cases: z.array(z.strictObject({ success: z.boolean(), ...caseFields, ...oneProcessFields })),
    ...tailFields,
  })
  .meta({
    title: 'Result of the mode app-server',
    description:
      'The fields at the top are those of the first case that failed, else of the first; cases has all of them: one conversation over codex app-server. `error` carries the text of the protocol error.',
  });

/** What `result-app-server.json` holds. */
export function appServerResult(model: RunModel): z.infer<typeof appServerSchema> {
  const mode = model.modes.app_server;
  const headline = headlineCase(mode);
  return {
    ...headRecord(mode, 'app_server'),
    ...(headline === undefined
      ? { ...emptyHeadline(model, mode), command: [], exit_code: null }
      : oneProcessRecord(headline.outcome)),
    cases: mode.cases.map(({ success, outcome }) => ({ success, ...oneProcessRecord(outcome) })),
    ...tailRecord(model, mode),
  };
}

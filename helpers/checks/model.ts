import type { Check } from './check.ts';
import { askedSettingsChecks } from './model/asked-settings.ts';
import { compactionChecks } from './model/compaction.ts';
import { constantSettingsChecks } from './model/constant-settings.ts';
import { growingInputChecks } from './model/growing-input.ts';
import { identityChecks } from './model/identity.ts';
import { promptChecks } from './model/prompts.ts';
import { requestValueChecks } from './model/request-values.ts';
import { toolSchemaChecks } from './model/tool-schemas.ts';

/** Checks of the requests to the model. */
export const modelChecks: readonly Check[] = [
  ...askedSettingsChecks,
  ...compactionChecks,
  ...constantSettingsChecks,
  ...growingInputChecks,
  ...identityChecks,
  ...promptChecks,
  ...requestValueChecks,
  ...toolSchemaChecks,
];

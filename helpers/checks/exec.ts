import type { Check } from './check.ts';
import { commandAgreementChecks } from './exec/commands.ts';
import { failureWordChecks } from './exec/failure-words.ts';
import { errorChecks } from './exec/errors.ts';
import { exitChecks } from './exec/exit.ts';
import { frameChecks } from './exec/frame.ts';
import { framingChecks } from './exec/framing.ts';
import { itemFieldChecks } from './exec/item-fields.ts';
import { itemIdChecks } from './exec/item-ids.ts';
import { itemLifeChecks } from './exec/item-life.ts';
import { itemStateChecks } from './exec/item-states.ts';
import { mcpCallChecks } from './exec/mcp-calls.ts';
import { messageAgreementChecks } from './exec/messages.ts';
import { ownWordsChecks } from './exec/own-words.ts';
import { sessionChecks } from './exec/session.ts';
import { toolAgreementChecks } from './exec/tools.ts';
import { turnChecks } from './exec/turn.ts';
import { usageAsReported } from './exec/usage-agreement.ts';
import { usageChecks } from './exec/usage.ts';

/** The general checks of `codex exec --json`. */
export const execChecks: readonly Check[] = [
  ...framingChecks,
  ...turnChecks,
  ...itemIdChecks,
  ...itemLifeChecks,
  ...itemStateChecks,
  ...usageChecks,
  ...errorChecks,
  ...failureWordChecks,
  ...exitChecks,
  ...sessionChecks,
  ...itemFieldChecks,
  ...commandAgreementChecks,
  ...frameChecks,
  ...ownWordsChecks,
  ...messageAgreementChecks,
  ...toolAgreementChecks,
  ...mcpCallChecks,
  usageAsReported,
];

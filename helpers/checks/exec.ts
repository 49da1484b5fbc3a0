import type { Check } from './check.ts';
import { errorChecks } from './exec/errors.ts';
import { exitChecks } from './exec/exit.ts';
import { framingChecks } from './exec/framing.ts';
import { itemIdChecks } from './exec/item-ids.ts';
import { itemLifeChecks } from './exec/item-life.ts';
import { itemStateChecks } from './exec/item-states.ts';
import { sessionChecks } from './exec/session.ts';
import { turnChecks } from './exec/turn.ts';
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
  ...exitChecks,
  ...sessionChecks,
];

import { depthMutants } from './exec/depth.ts';
import { framingMutants } from './exec/framing.ts';
import { itemMutants } from './exec/items.ts';
import { outcomeMutants } from './exec/outcome.ts';
import { programMutants } from './exec/programs.ts';
import { sessionMutants } from './exec/session.ts';
import { turnMutants } from './exec/turn.ts';
import type { Mutant } from './mutant.ts';

/** What the checks of every process of `codex exec --json` must notice. */
export const execMutants: readonly Mutant[] = [
  ...framingMutants,
  ...turnMutants,
  ...itemMutants,
  ...outcomeMutants,
  ...sessionMutants,
  ...depthMutants,
  ...programMutants,
];

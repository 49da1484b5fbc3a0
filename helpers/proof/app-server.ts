import { depthMutants } from './app-server/depth.ts';
import { eventMutants } from './app-server/events.ts';
import { framingMutants } from './app-server/framing.ts';
import { handshakeMutants } from './app-server/handshake.ts';
import { itemMutants } from './app-server/items.ts';
import { plainTurnMutants } from './app-server/plain-turn.ts';
import { schemaMutants } from './app-server/schema.ts';
import { threadMutants } from './app-server/threads.ts';
import { turnMutants } from './app-server/turns.ts';
import { usageMutants } from './app-server/usage.ts';
import type { Mutant } from './mutant.ts';

/** What the checks of every wire of `codex app-server` must notice. */
export const appServerMutants: readonly Mutant[] = [
  ...framingMutants,
  ...handshakeMutants,
  ...threadMutants,
  ...turnMutants,
  ...itemMutants,
  ...usageMutants,
  ...plainTurnMutants,
  ...schemaMutants,
  ...eventMutants,
  ...depthMutants,
];

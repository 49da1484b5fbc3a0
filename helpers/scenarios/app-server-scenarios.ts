import { approvalScenarios } from './app-server/approvals.ts';
import { endScenarios } from './app-server/end.ts';
import { errorScenarios } from './app-server/errors.ts';
import { framingScenarios } from './app-server/framing.ts';
import { handshakeScenarios } from './app-server/handshake.ts';
import { interruptScenarios } from './app-server/interrupt.ts';
import { itemScenarios } from './app-server/items.ts';
import { queryScenarios } from './app-server/queries.ts';
import { requestScenarios } from './app-server/requests.ts';
import { resumeScenarios } from './app-server/resume.ts';
import { reviewScenarios } from './app-server/review.ts';
import { threadScenarios } from './app-server/threads.ts';
import { toolScenarios } from './app-server/tools.ts';
import { turnScenarios } from './app-server/turns.ts';
import type { DepthScenario } from './dsl/extended-scenario.ts';

/** What programs do with `codex app-server` beyond one plain turn. */
export const appServerScenarios: readonly DepthScenario[] = [
  ...handshakeScenarios,
  ...framingScenarios,
  ...requestScenarios,
  ...queryScenarios,
  ...threadScenarios,
  ...turnScenarios,
  ...itemScenarios,
  ...toolScenarios,
  ...approvalScenarios,
  ...interruptScenarios,
  ...errorScenarios,
  ...reviewScenarios,
  ...resumeScenarios,
  ...endScenarios,
];
